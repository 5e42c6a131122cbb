package io.rapport.server.insight;

/// Happiness: gold and green faces of all faces, as a share (the "happiness factor" of Customer
/// Thermometer).
final class Happiness {
    /// FACES: 4 gold, 3 green, 2 amber, 1 red.
    static final Definition DEFINITION =
            Definition.share(Source.ASKS, Sampled.ANSWERED + " and question = 'FACES'", "answer >= 3");

    private Happiness() {}
}
