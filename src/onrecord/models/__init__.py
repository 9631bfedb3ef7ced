"""The trained models that ship with the package, and the code that runs them: ONNX and numpy, no torch."""
