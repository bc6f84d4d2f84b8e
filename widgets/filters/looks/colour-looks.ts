import { amount, colour, look, type Look } from "./look.ts";

const light = "float lightOf(vec3 c) { return dot(c, vec3(0.2126, 0.7152, 0.0722)); }\n";
const here = "vec3 c = texture(picture, uv).rgb;";
const pixel = (body: string, before = light): string => `${before}vec4 filterPixel(vec2 uv) { ${here} ${body} }`;
const mixed = (changed: string): string => pixel(`return vec4(mix(c, clamp(${changed}, 0.0, 1.0), amount), 1.0);`);
const group = "colour";

/** Looks that change colours, each pixel by itself. */
export const colourLooks: readonly Look[] = [
  look("adjust", {
    group,
    settings: [
      amount(0.1, { id: "brightness", least: -0.5, most: 0.5 }),
      amount(1.1, { id: "contrast", least: 0.5, most: 2 }),
      amount(1.1, { id: "saturation", least: 0, most: 2 }),
    ],
    fragment: pixel(
      "c = (c - 0.5) * contrast + 0.5 + brightness; c = mix(vec3(lightOf(c)), c, saturation); return vec4(clamp(c, 0.0, 1.0), 1.0);",
    ),
  }),
  look("warm", { group, settings: [amount(0.6)], fragment: mixed("c * vec3(1.16, 1.02, 0.76) + vec3(0.03, 0.01, -0.02)") }),
  look("cool", { group, settings: [amount(0.6)], fragment: mixed("c * vec3(0.8, 1.0, 1.2) + vec3(-0.02, 0.01, 0.04)") }),
  look("sepia", {
    group,
    settings: [amount(0.9)],
    fragment: mixed("vec3(dot(c, vec3(0.393, 0.769, 0.189)), dot(c, vec3(0.349, 0.686, 0.168)), dot(c, vec3(0.272, 0.534, 0.131)))"),
  }),
  look("mono", { group, settings: [amount(1)], fragment: mixed("vec3(lightOf(c))") }),
  look("noir", {
    group,
    settings: [amount(1)],
    fragment: mixed("vec3(smoothstep(0.12, 0.82, lightOf(c)) * (1.0 - 0.75 * dot(uv - 0.5, uv - 0.5)))"),
  }),
  look("duotone", {
    group,
    settings: [colour("dark", "#1b1464"), colour("bright", "#ffd166"), amount(1)],
    fragment: mixed("mix(dark, bright, smoothstep(0.03, 0.97, lightOf(c)))"),
  }),
  look("vivid", {
    group,
    settings: [amount(0.7)],
    fragment: mixed("mix(vec3(lightOf(c)), smoothstep(-0.06, 1.06, c), 1.5)"),
  }),
  look("fade", {
    group,
    settings: [amount(0.8)],
    fragment: mixed("mix(vec3(lightOf(c)), c, 0.7) * 0.78 + vec3(0.13, 0.11, 0.12)"),
  }),
  look("heat", {
    group,
    settings: [amount(1)],
    fragment: mixed(
      "clamp(vec3(3.0, 3.0, 2.0) * lightOf(c) - vec3(0.6, 1.6, 1.4) + vec3(0.0, 0.0, 0.6 - abs(lightOf(c) - 0.2)), 0.0, 1.0)",
    ),
  }),
  look("negative", { group, settings: [amount(1)], fragment: mixed("1.0 - c") }),
];
