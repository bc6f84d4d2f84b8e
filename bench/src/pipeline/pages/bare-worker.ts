// The shortest loop: a picture into a texture, one shader over it, the canvas out again.

const vertex = `#version 300 es
in vec2 corner; out vec2 uv;
void main() { uv = vec2(corner.x * 0.5 + 0.5, 0.5 - corner.y * 0.5); gl_Position = vec4(corner, 0, 1); }`;
const fragment = `#version 300 es
precision highp float;
uniform sampler2D picture; in vec2 uv; out vec4 pixel;
void main() { pixel = vec4(1.0 - texture(picture, uv).rgb, 1.0); }`;

const canvas = new OffscreenCanvas(640, 360);
const gl = canvas.getContext("webgl2");
if (gl === null) throw new Error("This machine has no WebGL2");
const program = gl.createProgram();
for (const [type, source] of [
  [gl.VERTEX_SHADER, vertex],
  [gl.FRAGMENT_SHADER, fragment],
] as const) {
  const shader = gl.createShader(type);
  if (shader === null) throw new Error("No shader");
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  gl.attachShader(program, shader);
}
gl.linkProgram(program);
gl.useProgram(program);
gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW);
const corner = gl.getAttribLocation(program, "corner");
gl.enableVertexAttribArray(corner);
gl.vertexAttribPointer(corner, 2, gl.FLOAT, false, 0, 0);
gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
for (const wrap of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, wrap, gl.CLAMP_TO_EDGE);
for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, filter, gl.LINEAR);

addEventListener("message", ({ data }: MessageEvent<{ readable: ReadableStream<VideoFrame>; writable: WritableStream<VideoFrame> }>) => {
  const writer = data.writable.getWriter();
  const loop = async (): Promise<void> => {
    for await (const frame of data.readable) {
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, frame);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
      const { timestamp } = frame;
      frame.close();
      await writer.write(new VideoFrame(canvas, { timestamp }));
    }
  };
  void loop();
});
