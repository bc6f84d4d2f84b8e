import { invariantText } from "./gl-sources.ts";

/** Somewhere to draw: the canvas itself, or a texture to be read later. */
export interface Target {
  readonly framebuffer: WebGLFramebuffer | null;
  readonly width: number;
  readonly height: number;
}

/** A target that can be read. */
export interface TextureTarget extends Target {
  readonly texture: WebGLTexture;
}

/** A linked shader with its uniforms looked up once. */
export interface Program {
  readonly program: WebGLProgram;
  at(name: string): WebGLUniformLocation | null;
}

/** Programs that are kept though no stage uses them: more than there are looks. */
const mostKept = 32;

/** The compiler refused a shader. */
export class ShaderRefused extends Error {}

/** What drawing needs of WebGL2: programs by their source, and textures that are used again. */
export class GlToolbox {
  readonly gl: WebGL2RenderingContext;
  readonly #programs = new Map<string, Program>();
  /** Programs of others, the ones used longest ago first, and how many stages use each. */
  readonly #borrowed = new Map<string, { readonly program: Program; users: number }>();
  readonly #free: TextureTarget[] = [];
  readonly #named = new Map<string, TextureTarget>();

  constructor(gl: WebGL2RenderingContext) {
    this.gl = gl;
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.bindVertexArray(gl.createVertexArray());
  }

  /** @throws {ShaderRefused} */
  program(fragment: string, vertex: string = invariantText.wholePicture): Program {
    const key = `${vertex}\n${fragment}`;
    const known = this.#programs.get(key);
    if (known !== undefined) return known;
    const made = this.#make(vertex, fragment);
    this.#programs.set(key, made);
    return made;
  }

  #make(vertex: string, fragment: string): Program {
    const program = this.#link(vertex, fragment);
    const locations = new Map<string, WebGLUniformLocation | null>();
    const at = (name: string): WebGLUniformLocation | null => {
      const location = locations.get(name) ?? this.gl.getUniformLocation(program, name);
      locations.set(name, location);
      return location;
    };
    return { program, at };
  }

  /** A program of a stage, until it is given back; a few that nobody uses are kept, for thumbnails ask again and again. @throws {ShaderRefused} */
  borrow(fragment: string): Program {
    const known = this.#borrowed.get(fragment) ?? { program: this.#make(invariantText.wholePicture, fragment), users: 0 };
    known.users += 1;
    this.#borrowed.delete(fragment);
    this.#borrowed.set(fragment, known);
    return known.program;
  }

  giveBack(fragment: string): void {
    const known = this.#borrowed.get(fragment);
    if (known !== undefined) known.users -= 1;
    const unused = [...this.#borrowed].filter(([, { users }]) => users <= 0);
    for (const [text, { program }] of unused.slice(0, Math.max(0, unused.length - mostKept))) {
      this.gl.deleteProgram(program.program);
      this.#borrowed.delete(text);
    }
  }

  /** Readies a program to fill a target. */
  use(program: Program, target: Target): void {
    const { gl } = this;
    gl.useProgram(program.program);
    gl.bindFramebuffer(gl.FRAMEBUFFER, target.framebuffer);
    gl.viewport(0, 0, target.width, target.height);
    // Row 0 of a texture is the top of the picture, row 0 of a canvas its bottom.
    gl.uniform1f(program.at("tfxFlip"), target.framebuffer === null ? -1 : 1);
  }

  /** Draws over the whole target of the last `use`. */
  fill(): void {
    this.gl.drawArrays(this.gl.TRIANGLES, 0, 3);
  }

  /** Fills a target with black. */
  blacken({ framebuffer }: Target): void {
    const { gl } = this;
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    gl.clearColor(0, 0, 0, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
  }

  bind(program: Program, name: string, binding: { unit: number; texture: WebGLTexture; kind?: "3d" }): void {
    const { gl } = this;
    gl.activeTexture(gl.TEXTURE0 + binding.unit);
    gl.bindTexture(binding.kind === "3d" ? gl.TEXTURE_3D : gl.TEXTURE_2D, binding.texture);
    gl.uniform1i(program.at(name), binding.unit);
  }

  /** A texture whose edges continue and which is smooth between its pixels. */
  texture(kind: "2d" | "3d" = "2d"): WebGLTexture {
    const { gl } = this;
    const target = kind === "3d" ? gl.TEXTURE_3D : gl.TEXTURE_2D;
    const texture = gl.createTexture();
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(target, texture);
    for (const wrap of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T, gl.TEXTURE_WRAP_R]) gl.texParameteri(target, wrap, gl.CLAMP_TO_EDGE);
    for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(target, filter, gl.LINEAR);
    return texture;
  }

  /** A target for a moment; give it back. */
  acquire(width: number, height: number): TextureTarget {
    const index = this.#free.findIndex((target) => target.width === width && target.height === height);
    return (index === -1 ? undefined : this.#free.splice(index, 1)[0]) ?? this.#makeTarget(width, height);
  }

  release(target: TextureTarget): void {
    this.#free.push(target);
  }

  /** A target that stays for one use, under its name. */
  named(name: string, width: number, height: number): TextureTarget {
    const known = this.#named.get(name);
    if (known?.width === width && known.height === height) return known;
    if (known !== undefined) this.#discard(known);
    const made = this.#makeTarget(width, height);
    this.#named.set(name, made);
    return made;
  }

  /** The pictures have another size from now on. */
  trim(): void {
    for (const target of [...this.#free.splice(0), ...this.#named.values()]) this.#discard(target);
    this.#named.clear();
  }

  /** Waits until everything asked for has been drawn. */
  finish(): void {
    const { gl } = this;
    // `finish` returns at once in Chromium; reading a pixel does not.
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  }

  #makeTarget(width: number, height: number): TextureTarget {
    const { gl } = this;
    const texture = this.texture();
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, width, height);
    const framebuffer = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    return { framebuffer, texture, width, height };
  }

  #discard({ framebuffer, texture }: TextureTarget): void {
    this.gl.deleteFramebuffer(framebuffer);
    this.gl.deleteTexture(texture);
  }

  #link(vertex: string, fragment: string): WebGLProgram {
    const { gl } = this;
    const program = gl.createProgram();
    const shaders = ([gl.VERTEX_SHADER, gl.FRAGMENT_SHADER] as const).map((type) => {
      const shader = gl.createShader(type);
      if (shader === null) throw new ShaderRefused("the context is lost");
      gl.shaderSource(shader, type === gl.VERTEX_SHADER ? vertex : fragment);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
      return shader;
    });
    gl.linkProgram(program);
    if (gl.getProgramParameter(program, gl.LINK_STATUS) !== true && !gl.isContextLost()) {
      const text = [...shaders.map((shader) => gl.getShaderInfoLog(shader)), gl.getProgramInfoLog(program)].filter(Boolean).join("\n");
      gl.deleteProgram(program);
      throw new ShaderRefused(text.slice(0, 1_000));
    }
    for (const shader of shaders) gl.deleteShader(shader);
    return program;
  }
}
