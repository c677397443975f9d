"""The supply chain: known findings in what is installed, a bill of materials, licences, and secrets by mistake."""
