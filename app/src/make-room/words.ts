// Three lists for names that people can say over a telephone: short, kind, hard to mishear, no two alike
// in sound. 64 words each: a name has 18 bits, which is for reading; the link's secret is what protects.

/** First words: colours and characters. */
export const qualities =
  "amber azure bold brave bright brisk bronze calm candid cheerful civil clear clever coral cosy crimson dapper daring eager early fair fancy gentle glad golden grand green happy hazel honest humble indigo jade jolly keen kind lively lucky merry mild misty modest neat noble olive pearl plucky polite proud quick quiet ruby rustic scarlet silver smooth snug steady sunny swift tidy topaz velvet warm".split(
    " ",
  );

/** Second words: animals and plants. */
export const creatures =
  "acorn badger bear beaver birch bison bramble cedar clover condor cricket dolphin eagle falcon fern finch fox gazelle gecko hare hawk heron hornet ibis iris ivy jackal kestrel koala lark lemur lily linnet lynx magpie maple marten mole moose newt orchid osprey otter owl panda parrot pelican penguin puffin rabbit raven robin salmon seal sparrow spruce squirrel swan thistle tiger tulip turtle walrus wren".split(
    " ",
  );

/** Third words: places. */
export const places =
  "abbey alley arbour attic bay beach bridge brook cabin camp canyon castle cave coast corner cottage cove creek dell dune farm field fjord forest garden glade glen grove harbour haven heath hill house inlet island jetty lagoon lake lane ledge lodge market meadow mill moor mountain oasis orchard park pass path pier plaza pond port prairie ridge river shore spring stream summit valley village".split(
    " ",
  );
