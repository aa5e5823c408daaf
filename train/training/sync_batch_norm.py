"""Batch normalisation over the bodies of all processes of a run: what a single process with all of them would do.

On a GPU it is PyTorch's ``SyncBatchNorm``, which there is for no other device; the one here is for the CPU.
"""

import torch
from torch import Tensor, nn
from torch.autograd.function import once_differentiable
from torch.nn import functional
from torch.nn.modules.batchnorm import _BatchNorm

from train.training.distributed import sum_over_processes


def share_norms(network: nn.Module, device: torch.device) -> None:
    """Make every batch normalisation of a network on ``device`` go over all processes. Parameters, buffers and their
    names stay the same."""
    if device.type == "cuda":
        nn.SyncBatchNorm.convert_sync_batchnorm(network)  # in place, but for a network that is itself such a module
        return
    for module in network.modules():
        if isinstance(module, _BatchNorm):
            module.__class__ = SharedNorm  # it has the same state and differs in its forward pass alone


class SharedNorm(_BatchNorm):
    """Over ``(B, C, ...)``; B may differ between processes and be 0 in some."""

    def forward(self, x: Tensor) -> Tensor:
        """Normalise ``x`` ``(B, C, ...)``. While training, with mean and variance over all processes, each of which has
        to call it; otherwise with the running ones, as usual."""
        if not self.training:
            return super().forward(x)
        assert self.running_mean is not None and self.running_var is not None and self.momentum is not None
        assert self.num_batches_tracked is not None
        mean, variance, size = _moments(x.detach(), self.running_mean.dtype)
        with torch.no_grad():
            self.num_batches_tracked += 1
            self.running_mean.lerp_(mean, self.momentum)
            self.running_var.lerp_(variance * size / (size - 1), self.momentum)
        return _Normalise.apply(x, self.weight, self.bias, mean, variance, size, self.eps)

    def _check_input_dim(self, x: Tensor) -> None:
        pass  # any number of places


def _moments(x: Tensor, kind: torch.dtype) -> tuple[Tensor, Tensor, Tensor]:
    """Mean and biased variance ``(C,)`` of ``x`` over all processes, and how many values of a channel there are."""
    own, channels = x.numel() // x.shape[1], x.shape[1]
    mean, variance = torch.zeros(channels, dtype=kind), torch.ones(channels, dtype=kind)
    if own:
        # Given statistics to update, with weight 0, it returns its own in single precision for half-precision x too.
        mean, variance = torch.batch_norm_update_stats(x, mean, variance, 0.0)
    # Variances of parts add up as means of squares; in double precision nothing is lost when the mean is taken off.
    mean, variance = mean.double(), variance.double()
    sums = torch.cat([own * mean, own * (variance + mean**2), mean.new_tensor([own])])
    sum_over_processes(sums)
    size = sums[-1]
    mean, square = (sums[:-1] / size).chunk(2)
    return mean.to(kind), (square - mean**2).clamp(min=0).to(kind), size.to(kind)


class _Normalise(torch.autograd.Function):
    """Batch normalisation by given moments, whose gradient knows that they come from the input of all processes."""

    @staticmethod
    def forward(context, x, weight, bias, mean, variance, size, eps):
        context.save_for_backward(x, weight, mean, variance, size)
        context.eps = eps
        return _affine(x, mean, variance, weight, bias, eps)

    @staticmethod
    @once_differentiable
    def backward(context, gradient):
        x, weight, mean, variance, size = context.saved_tensors
        # As if the moments were constants; the gradients of weight and bias are this process's part of the sums.
        if x.numel():
            by_x, by_weight, by_bias = torch.ops.aten.native_batch_norm_backward(
                gradient, x, weight, mean, variance, None, None, False, context.eps, [True, True, True]
            )
        else:
            by_x, by_weight, by_bias = torch.zeros_like(x), torch.zeros_like(weight), torch.zeros_like(weight)
        # What comes by way of the moments: -w / sd (mean of dy + x^ mean of dy x^), over all values of all processes;
        # it has the form of a normalisation itself.
        sums = torch.cat([by_weight, by_bias])
        sum_over_processes(sums)
        slope, level = (-sums / size).chunk(2)
        factor = weight * (variance + context.eps).rsqrt()
        by_x += _affine(x, mean, variance, factor * slope, factor * level, context.eps)
        return by_x, by_weight, by_bias, None, None, None, None


def _affine(x: Tensor, mean: Tensor, variance: Tensor, weight: Tensor, bias: Tensor, eps: float) -> Tensor:
    # PyTorch's own divides by the number of bodies, and the process dies of it where there are none.
    return functional.batch_norm(x, mean, variance, weight, bias, eps=eps) if x.numel() else torch.zeros_like(x)
