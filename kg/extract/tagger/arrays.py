"""The arrays that the parts of the tagger hand to each other, and a run of places: half open, in words or in code points."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Run = tuple[int, int]
