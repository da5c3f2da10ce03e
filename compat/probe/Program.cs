using static TorchSharp.torch;

// A native library that does not load throws here: the package is of no use on this system, whatever the feed says.
return ones(1).item<float>() == 1 ? 0 : 1;
