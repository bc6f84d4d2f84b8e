import { amount, colour, look, type Look } from "./look.ts";

const group = "detail";
const light = "float lightOf(vec3 c) { return dot(c, vec3(0.2126, 0.7152, 0.0722)); }\n";

/** A Gaussian along one direction: even passes lie, odd ones stand. `reach` is the step in shares of the height. */
const gauss = `vec3 gauss(vec2 uv, float reach) {
  vec2 way = (pass % 2 == 0 ? vec2(1.0, 0.0) : vec2(0.0, 1.0)) * reach * size.y / size;
  vec3 sum = vec3(0.0);
  float all = 0.0;
  for (int i = -5; i <= 5; i++) {
    float part = exp(-float(i * i) / 10.0);
    sum += texture(picture, uv + way * float(i)).rgb * part;
    all += part;
  }
  return sum / all;
}
`;

const near = `vec3 near(vec2 uv, float x, float y) { return texture(picture, uv + vec2(x, y) * max(1.0, size.y / 480.0) / size).rgb; }
`;

const edge = `${light}${near}float edgeAt(vec2 uv) {
  float nw = lightOf(near(uv, -1.0, -1.0)); float n = lightOf(near(uv, 0.0, -1.0)); float ne = lightOf(near(uv, 1.0, -1.0));
  float w = lightOf(near(uv, -1.0, 0.0)); float e = lightOf(near(uv, 1.0, 0.0));
  float sw = lightOf(near(uv, -1.0, 1.0)); float s = lightOf(near(uv, 0.0, 1.0)); float se = lightOf(near(uv, 1.0, 1.0));
  vec2 slope = vec2(ne + 2.0 * e + se - nw - 2.0 * w - sw, sw + 2.0 * s + se - nw - 2.0 * n - ne);
  return length(slope);
}
`;

/** Looks at the neighbours of each pixel. */
export const detailLooks: readonly Look[] = [
  look("blur", {
    group,
    settings: [amount(0.5, { least: 0.05 })],
    passes: 4,
    fragment: `${gauss}vec4 filterPixel(vec2 uv) { return vec4(gauss(uv, amount * (pass < 2 ? 0.008 : 0.003)), 1.0); }`,
  }),
  look("glow", {
    group,
    settings: [amount(0.6)],
    passes: 3,
    fragment: `${gauss}vec4 filterPixel(vec2 uv) {
  if (pass < 2) return vec4(gauss(uv, 0.006), 1.0);
  vec3 sharp = texture(original, uv).rgb;
  vec3 soft = texture(picture, uv).rgb;
  return vec4(mix(sharp, 1.0 - (1.0 - sharp) * (1.0 - soft * 0.55), amount), 1.0);
}`,
  }),
  look("sharpen", {
    group,
    settings: [amount(0.5)],
    fragment: `${near}vec4 filterPixel(vec2 uv) {
  vec3 around = near(uv, -1.0, 0.0) + near(uv, 1.0, 0.0) + near(uv, 0.0, -1.0) + near(uv, 0.0, 1.0);
  vec3 c = texture(picture, uv).rgb;
  return vec4(clamp(c + (c * 4.0 - around) * amount, 0.0, 1.0), 1.0);
}`,
  }),
  look("edge", {
    group,
    settings: [amount(1), colour("dark", "#0b0d11"), colour("bright", "#2fd0b8")],
    fragment: `${edge}vec4 filterPixel(vec2 uv) {
  vec3 drawn = mix(dark, bright, smoothstep(0.08, 0.5, edgeAt(uv)));
  return vec4(mix(texture(picture, uv).rgb, drawn, amount), 1.0);
}`,
  }),
  look("cartoon", {
    group,
    settings: [amount(5, { id: "levels", least: 3, most: 10 }), amount(0.8)],
    fragment: `${edge}vec4 filterPixel(vec2 uv) {
  vec3 c = texture(picture, uv).rgb * 0.4 + (near(uv, -2.0, 0.0) + near(uv, 2.0, 0.0) + near(uv, 0.0, -2.0) + near(uv, 0.0, 2.0)) * 0.15;
  vec3 flat0 = floor(c * levels + 0.5) / levels;
  flat0 = mix(vec3(lightOf(flat0)), flat0, 1.25);
  return vec4(clamp(flat0 * (1.0 - amount * smoothstep(0.25, 0.6, edgeAt(uv))), 0.0, 1.0), 1.0);
}`,
  }),
  look("pixelate", {
    group,
    settings: [amount(48, { id: "blocks", least: 12, most: 160 })],
    fragment: `vec4 filterPixel(vec2 uv) {
  vec2 many = vec2(blocks, max(1.0, floor(blocks * size.y / size.x + 0.5)));
  vec2 corner = floor(uv * many);
  vec3 sum = vec3(0.0);
  for (int x = 0; x < 3; x++) { for (int y = 0; y < 3; y++) { sum += texture(picture, (corner + (vec2(float(x), float(y)) + 0.5) / 3.0) / many).rgb; } }
  return vec4(sum / 9.0, 1.0);
}`,
  }),
  look("grain", {
    group,
    settings: [amount(0.4)],
    fragment: `vec4 filterPixel(vec2 uv) {
  float noise = fract(sin(dot(floor(uv * size / 1.5) + fract(time * 7.0) * 61.0, vec2(12.9898, 78.233))) * 43758.5453);
  return vec4(clamp(texture(picture, uv).rgb + (noise - 0.5) * 0.35 * amount, 0.0, 1.0), 1.0);
}`,
  }),
];
