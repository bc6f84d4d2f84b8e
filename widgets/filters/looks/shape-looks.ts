import { amount, colour, look, type Look } from "./look.ts";

const group = "shape";

/** Tells colours by their hue and strength alone, so that shadows on the cloth behind are the cloth. */
const chroma = (
  behind: string,
): string => `vec2 hueOf(vec3 c) { return vec2(dot(c, vec3(-0.169, -0.331, 0.5)), dot(c, vec3(0.5, -0.419, -0.081))); }
vec4 filterPixel(vec2 uv) {
  vec3 c = texture(picture, uv).rgb;
  float far = distance(hueOf(c), hueOf(key));
  float mine = smoothstep(range * 0.6, range * 0.6 + 0.08, far);
  vec3 spared = mix(c, vec3(dot(c, vec3(0.2126, 0.7152, 0.0722))), clamp(1.0 - (far - range * 0.6) * 6.0, 0.0, 0.7));
  return vec4(mix(${behind}, spared, mine), 1.0);
}`;

/** The chroma key with a picture in the place of the colour. */
export const chromaOverPicture = chroma("texture(behind, uv).rgb");

/** Looks that change what is where. */
export const shapeLooks: readonly Look[] = [
  look("vignette", {
    group,
    settings: [amount(0.6)],
    fragment: `vec4 filterPixel(vec2 uv) {
  vec2 away = (uv - 0.5) * vec2(min(1.0, size.x / size.y), 1.0);
  return vec4(texture(picture, uv).rgb * (1.0 - amount * smoothstep(0.25, 0.75, length(away) * 1.15)), 1.0);
}`,
  }),
  look("chroma", {
    group,
    settings: [
      colour("key", "#00b140"),
      amount(0.35, { id: "range", least: 0.05, most: 1 }),
      colour("fill", "#1f3a5f"),
      { id: "behindMe", kind: "switch", initial: 0 },
    ],
    fragment: chroma("fill"),
  }),
  look("mirror", {
    group,
    settings: [],
    band: "annotate",
    fragment: "vec4 filterPixel(vec2 uv) { return vec4(texture(picture, vec2(1.0 - uv.x, uv.y)).rgb, 1.0); }",
  }),
  look("twin", {
    group,
    settings: [],
    band: "annotate",
    fragment: "vec4 filterPixel(vec2 uv) { return vec4(texture(picture, vec2(0.5 - abs(uv.x - 0.5), uv.y)).rgb, 1.0); }",
  }),
];
