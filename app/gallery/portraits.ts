/** Draws people for the gallery: a canvas each, as a camera's track. */
export interface Portrait {
  readonly wall: readonly [string, string];
  readonly skin: string;
  readonly hair: string;
  readonly shirt: string;
}

const portraits: readonly Portrait[] = [
  { wall: ["#3f566e", "#1d2a38"], skin: "#8d5a3c", hair: "#1d1512", shirt: "#c9a227" },
  { wall: ["#80604e", "#33231b"], skin: "#eec4a5", hair: "#7a4a21", shirt: "#3d6b8e" },
  { wall: ["#4f6b5a", "#20302a"], skin: "#f0d0b4", hair: "#14161a", shirt: "#b5495d" },
  { wall: ["#5a5275", "#292438"], skin: "#d8a27c", hair: "#3d2616", shirt: "#2f9182" },
  { wall: ["#7d5560", "#2f1d25"], skin: "#6f4530", hair: "#0f0d0c", shirt: "#dfe2e8" },
  { wall: ["#4b6272", "#1c2730"], skin: "#f3d6c2", hair: "#c79a4b", shirt: "#4b4f8e" },
  { wall: ["#6d6a4b", "#29281b"], skin: "#c58d63", hair: "#2a1a12", shirt: "#91473a" },
  { wall: ["#456a6a", "#1a2b2b"], skin: "#a66c45", hair: "#4a4a4a", shirt: "#d98f4e" },
];

const size = { width: 1_280, height: 720 };

const ellipse = (context: CanvasRenderingContext2D, colour: string, box: readonly [number, number, number, number]): void => {
  context.fillStyle = colour;
  context.beginPath();
  context.ellipse(...box, 0, 0, Math.PI * 2);
  context.fill();
};

const drawPerson = (context: CanvasRenderingContext2D, portrait: Portrait, sway: number): void => {
  const { width, height } = size;
  const wall = context.createLinearGradient(0, 0, width * 0.3, height);
  wall.addColorStop(0, portrait.wall[0]);
  wall.addColorStop(1, portrait.wall[1]);
  context.fillStyle = wall;
  context.fillRect(0, 0, width, height);
  const x = width / 2 + sway;
  ellipse(context, portrait.shirt, [x, height * 1.02, 250, 230]);
  context.fillStyle = portrait.skin;
  context.beginPath();
  context.roundRect(x - 48, height * 0.56, 96, 130, 44);
  context.fill();
  ellipse(context, portrait.hair, [x, height * 0.37, 146, 168]);
  ellipse(context, portrait.skin, [x, height * 0.44, 122, 150]);
  context.fillStyle = portrait.hair;
  context.beginPath();
  context.ellipse(x - 10, height * 0.3, 128, 74, -0.15, 0, Math.PI * 2);
  context.fill();
};

const drawScreen = (context: CanvasRenderingContext2D): void => {
  const { width, height } = size;
  context.fillStyle = "#f6f7f9";
  context.fillRect(0, 0, width, height);
  context.fillStyle = "#14171c";
  context.font = "600 44px sans-serif";
  context.fillText("Harbour take 3: cut list", 80, 110);
  for (let line = 0; line < 9; line += 1) {
    context.fillStyle = line % 3 === 0 ? "#0a7a6d" : "#c9ced6";
    context.fillRect(80, 170 + line * 54, 300 + ((line * 137) % 620), 20);
  }
};

/** A live track: what is drawn keeps being drawn, as a camera's picture does. */
const trackOf = (draw: (context: CanvasRenderingContext2D, turn: number) => void): MediaStreamTrack | undefined => {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, size);
  const context = canvas.getContext("2d");
  if (context === null) return undefined;
  let turn = 0;
  draw(context, turn);
  setInterval(() => draw(context, (turn += 1)), 200);
  return canvas.captureStream(5).getVideoTracks()[0];
};

/** The camera of the person with this number. */
export const portraitTrack = (index: number): MediaStreamTrack | undefined => {
  const portrait = portraits[index % portraits.length];
  return portrait && trackOf((context, turn) => drawPerson(context, portrait, Math.sin(turn / 6) * 6));
};

/** A shared screen. */
export const screenTrack = (): MediaStreamTrack | undefined => trackOf((context) => drawScreen(context));
