export {
  createVideoPipeline,
  type VideoPipeline,
  type VideoPipelineOptions,
  type VideoPipelineState,
} from "./media/pipeline/video-pipeline.ts";
export { type Analyser, type AnalyserSource, type AnalysisKind } from "./media/pipeline/analysis.ts";
