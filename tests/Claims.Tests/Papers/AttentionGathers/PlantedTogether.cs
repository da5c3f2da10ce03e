namespace Claims.Tests.Papers.AttentionGathers;

/// <summary>Classes that share <see cref="PlantedTrials"/>: one after the other.</summary>
[CollectionDefinition("planted")]
public sealed class PlantedTogether;
