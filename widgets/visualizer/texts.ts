import { createWords } from "@tfx/ui";

const en = {
  title: "Visualizer",
  who: "Whose sound",
  everybody: "Whoever speaks",
  you: "You",
  somebody: "Somebody",
  shape: "Shape",
  "shape.bars": "Bars",
  "shape.wave": "Wave",
  "shape.circle": "Circle",
  "shape.spectrogram": "Spectrogram",
  palette: "Colours",
  "palette.viridis": "Violet to yellow",
  "palette.cividis": "Blue to yellow",
  "palette.grey": "Black and white",
  rings: "Rings on the tiles",
  "rings.hint": "A ring around whoever is heard, as thick as they are loud. It goes back to the panel when you hide it.",
  "rings.show": "Show rings on the tiles",
  calm: "Your system asks for less motion: this is drawn twice a second.",
  "speaking.nobody": "Nobody is speaking.",
  "speaking.you": "You are speaking.",
  "speaking.one": "{{name}} is speaking.",
  "speaking.many": "{{names}} are speaking.",
  tone: "Strongest tone: {{hertz}} Hz",
  "tone.none": "Nothing is heard.",
};

export const { t } = createWords(en);
