using Bench;

return await Benches.Run(args);
