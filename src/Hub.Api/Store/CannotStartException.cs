namespace Hub.Api.Store;

/// <summary>Why the hub cannot start, in one sentence for whoever started it.</summary>
internal sealed class CannotStartException(string sentence, Exception? because = null) : Exception(sentence, because);
