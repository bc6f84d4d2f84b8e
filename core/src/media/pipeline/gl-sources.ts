import type { VideoStageOf } from "@tfx/protocol/widgets";

const head = "#version 300 es\nprecision highp float;\nprecision highp int;\nprecision highp sampler3D;\n";

/** Most faces that one shader knows. */
export const mostFaces = 8;

/** Sources that are always the same. */
export const invariantText = {
  /** One triangle that covers the target, without any buffer. */
  wholePicture: `${head}
uniform float tfxFlip;
out vec2 tfxUv;
void main() {
  vec2 corner = vec2(float((gl_VertexID << 1) & 2), float(gl_VertexID & 2));
  tfxUv = corner;
  gl_Position = vec4(corner.x * 2.0 - 1.0, (corner.y * 2.0 - 1.0) * tfxFlip, 0.0, 1.0);
}`,

  /** A picture laid somewhere: four corners, in the picture's measure. */
  quad: `${head}
uniform float tfxFlip;
uniform vec2 corners[4];
out vec2 tfxUv;
void main() {
  tfxUv = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1));
  vec2 place = corners[gl_VertexID] * 2.0 - 1.0;
  gl_Position = vec4(place.x, place.y * tfxFlip, 0.0, 1.0);
}`,

  copy: `${head}
uniform sampler2D picture;
in vec2 tfxUv;
out vec4 tfxPixel;
void main() { tfxPixel = texture(picture, tfxUv); }`,

  /** Shows one region of the picture. */
  region: `${head}
uniform sampler2D picture;
uniform vec4 region;
in vec2 tfxUv;
out vec4 tfxPixel;
void main() { tfxPixel = texture(picture, region.xy + tfxUv * region.zw); }`,

  lut: `${head}
uniform sampler2D picture;
uniform sampler3D table;
uniform float entries;
uniform float strength;
in vec2 tfxUv;
out vec4 tfxPixel;
void main() {
  vec3 before = texture(picture, tfxUv).rgb;
  vec3 after = texture(table, before * ((entries - 1.0) / entries) + 0.5 / entries).rgb;
  tfxPixel = vec4(mix(before, after, strength), 1.0);
}`,

  /** Nine steps of a Gaussian along one direction, in five reads between pixels. */
  blur: `${head}
uniform sampler2D picture;
uniform vec2 direction;
in vec2 tfxUv;
out vec4 tfxPixel;
void main() {
  vec3 sum = texture(picture, tfxUv).rgb * 0.2270270270;
  vec2 near = direction * 1.3846153846;
  vec2 far = direction * 3.2307692308;
  sum += (texture(picture, tfxUv + near).rgb + texture(picture, tfxUv - near).rgb) * 0.3162162162;
  sum += (texture(picture, tfxUv + far).rgb + texture(picture, tfxUv - far).rgb) * 0.0702702703;
  tfxPixel = vec4(sum, 1.0);
}`,

  /** Puts something behind the person. `cover` scales the background so that it fills the picture. */
  background: `${head}
uniform sampler2D picture;
uniform sampler2D behind;
uniform sampler2D mask;
uniform vec4 region;
uniform vec2 cover;
uniform vec3 plain;
uniform float usePlain;
in vec2 tfxUv;
out vec4 tfxPixel;
void main() {
  float person = smoothstep(0.35, 0.7, texture(mask, region.xy + tfxUv * region.zw).r);
  vec3 back = mix(texture(behind, (tfxUv - 0.5) * cover + 0.5).rgb, plain, usePlain);
  tfxPixel = vec4(mix(back, texture(picture, tfxUv).rgb, person), 1.0);
}`,

  /** Coarse blocks within an ellipse around each face; without a count, everywhere. */
  hide: `${head}
uniform sampler2D picture;
uniform vec4 faces[${mostFaces}];
uniform int count;
uniform vec2 size;
in vec2 tfxUv;
out vec4 tfxPixel;
void main() {
  bool inside = count < 0;
  for (int i = 0; i < ${mostFaces}; i++) {
    if (i >= count) break;
    vec2 away = (tfxUv - faces[i].xy) / max(faces[i].zw, vec2(1e-4));
    inside = inside || dot(away, away) < 1.0;
  }
  vec2 blocks = size / max(1.0, size.x / 28.0);
  vec2 middle = (floor(tfxUv * blocks) + 0.5) / blocks;
  vec3 colour = inside ? (texture(picture, middle).rgb + texture(picture, middle + 0.25 / blocks).rgb + texture(picture, middle - 0.25 / blocks).rgb) / 3.0 : texture(picture, tfxUv).rgb;
  tfxPixel = vec4(colour, 1.0);
}`,

  /** Outlines of boxes and dots of landmarks. */
  marks: `${head}
uniform sampler2D picture;
uniform vec4 boxes[${mostFaces}];
uniform vec2 dots[${mostFaces * 4}];
uniform int count;
uniform vec2 size;
in vec2 tfxUv;
out vec4 tfxPixel;
void main() {
  vec3 colour = texture(picture, tfxUv).rgb;
  float line = max(1.5, size.y / 180.0);
  for (int i = 0; i < ${mostFaces}; i++) {
    if (i >= count) break;
    vec2 away = (abs(tfxUv - boxes[i].xy) - boxes[i].zw) * size;
    float edge = abs(max(away.x, away.y));
    if (edge < line) colour = vec3(0.2, 0.9, 0.6);
    for (int j = 0; j < 4; j++) if (length((tfxUv - dots[i * 4 + j]) * size) < line * 1.6) colour = vec3(1.0, 0.85, 0.2);
  }
  tfxPixel = vec4(colour, 1.0);
}`,
} as const;

const uniformType = (value: number | readonly number[]): string => (typeof value === "number" ? "float" : `vec${value.length}`);

/** The whole source of a stage's shader: its own part with what it is given declared before it. */
export const shaderSource = ({ fragment, uniforms, images }: VideoStageOf<"shader">): string => `${head}
uniform sampler2D picture;
uniform sampler2D original;
uniform vec2 size;
uniform float time;
uniform int pass;
${Object.entries(uniforms)
  .map(([name, value]) => `uniform ${uniformType(value)} ${name};`)
  .join("\n")}
${Object.keys(images)
  .map((name) => `uniform sampler2D ${name};`)
  .join("\n")}
in vec2 tfxUv;
out vec4 tfxPixel;
#line 1
${fragment}
void main() { tfxPixel = vec4(filterPixel(tfxUv).rgb, 1.0); }
`;
