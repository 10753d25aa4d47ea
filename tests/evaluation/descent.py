"""Down a slope that is only known for a part of the examples at a time."""

import numpy as np


class Descent:
    """Weights on their way down: Adam (Kingma and Ba, 2015) with a decay of its own (Loshchilov and Hutter, 2019).

    The pace rises for fifty steps and falls over the last three fifths; what counts is the mean of the last two.
    """

    def __init__(self, weights: list[np.ndarray], decays: list[float], steps: int, pace: float = 0.02):
        self.weights = weights
        self._decays = decays
        self._steps = steps
        self._pace = pace
        self._taken = 0
        self._summed = 0
        self._slopes, self._squares, self._sums = ([np.zeros_like(each) for each in weights] for _ in range(3))

    def down(self, slopes: list[np.ndarray]) -> None:
        """One step against the slopes, one of each array of weights."""
        self._taken += 1
        done = self._taken / self._steps
        pace = self._pace * min(1, self._taken / 50) * (1 if done < 0.4 else (1 - done) / 0.6 + 0.02)
        for at, slope in enumerate(slopes):
            self._slopes[at] += 0.1 * (slope - self._slopes[at])
            self._squares[at] += 0.01 * (slope * slope - self._squares[at])
            size = np.sqrt(self._squares[at] / (1 - 0.99**self._taken)) + 1e-6
            self.weights[at] -= pace * (self._slopes[at] / (1 - 0.9**self._taken)) / size
            self.weights[at] *= 1 - pace * self._decays[at]
        if done > 0.6:
            self._summed += 1
            for total, each in zip(self._sums, self.weights, strict=True):
                total += each

    def mean(self) -> list[np.ndarray]:
        return [total / self._summed for total in self._sums]
