"""How good and how fast search is: the graded queries, the measures, the baselines and the catalogues to measure on."""
