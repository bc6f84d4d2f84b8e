/**
 * Content Security Policy of the page in which imported widgets run: scripts of ours and the widget's own,
 * no network, no frames, no forms. The page takes WebRTC away by itself: no browser knows the directive for it
 * (https://www.w3.org/TR/CSP3/#directive-webrtc), and Chromium complains of it at each start of a widget.
 */
export const sandboxPolicy = [
  "sandbox allow-scripts",
  "default-src 'none'",
  "script-src 'self' 'unsafe-eval' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src data: blob:",
  "media-src blob:",
  "font-src data:",
  "connect-src 'none'",
  "frame-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
].join("; ");
