export {
  createComposition,
  type Composition,
  type CompositionLayout,
  type CompositionOptions,
  type CompositionSource,
} from "./media/compose/composition.ts";
