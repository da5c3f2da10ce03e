using Claims.Cli;

return CommandLine.Run(args);
