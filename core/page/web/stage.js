// Where the picture lies: moving and zooming it by mouse, touch and keys.

const CLOSEST = 6, FARTHEST = 0.05, MARGIN = 28, DRAG = 4, READABLE = 0.5;

/**
 * @typedef {{width: number, height: number}} Size
 * @typedef {ReturnType<typeof makeStage>} Stage
 */

/**
 * @param {HTMLElement} frame what is looked through @param {HTMLElement} sheet what moves
 */
export function makeStage(frame, sheet) {
  const stage = { frame, sheet, x: 0, y: 0, scale: 1, size: { width: 1, height: 1 }, fitted: true };
  watchPointers(stage);
  frame.addEventListener("wheel", (event) => turnWheel(stage, event), { passive: false });
  new ResizeObserver(() => { if (stage.fitted) fit(stage); }).observe(frame);
  return stage;
}

function apply(stage) {
  stage.sheet.style.transform = `translate(${stage.x}px, ${stage.y}px) scale(${stage.scale})`;
}

/** Moves there in one glide, unless the reader wants no motion. */
function glide(stage) {
  stage.sheet.classList.add("glides");
  apply(stage);
  setTimeout(() => stage.sheet.classList.remove("glides"), 400);
}

/** The whole picture, no larger than life. @param {Stage} stage */
export function fit(stage) {
  const { clientWidth: width, clientHeight: height } = stage.frame;
  const scale = Math.min((width - MARGIN) / stage.size.width, (height - MARGIN) / stage.size.height, 1.2);
  stage.scale = Math.max(scale, FARTHEST);
  stage.x = (width - stage.size.width * stage.scale) / 2;
  stage.y = Math.max((height - stage.size.height * stage.scale) / 2, MARGIN / 2);
  stage.fitted = true;
  apply(stage);
}

/** @param {Stage} stage @param {Size} size of the picture that lies on it now */
export function reset(stage, size) {
  stage.size = size;
  fit(stage);
}

/** @param {Stage} stage @param {number} dx @param {number} dy */
export function pan(stage, dx, dy) {
  stage.x += dx;
  stage.y += dy;
  stage.fitted = false;
  apply(stage);
}

/** The point (in pixels of the frame; its middle when not given) stays where it is. @param {Stage} stage
 * @param {number} factor @param {number} [x] @param {number} [y] */
export function zoom(stage, factor, x = stage.frame.clientWidth / 2, y = stage.frame.clientHeight / 2) {
  const scale = Math.min(Math.max(stage.scale * factor, FARTHEST), CLOSEST);
  stage.x = x - (x - stage.x) * scale / stage.scale;
  stage.y = y - (y - stage.y) * scale / stage.scale;
  stage.scale = scale;
  stage.fitted = false;
  apply(stage);
}

/** Brings a part of the picture into view, large enough to be read; leaves things alone when it is.
 * @param {Stage} stage @param {DOMRect} part as it is on the screen now */
export function bring(stage, part) {
  const frame = stage.frame.getBoundingClientRect();
  const inside = part.left >= frame.left && part.right <= frame.right &&
    part.top >= frame.top && part.bottom <= frame.bottom;
  if (inside && stage.scale >= READABLE) return;
  const x = (part.left + part.right) / 2 - frame.left, y = (part.top + part.bottom) / 2 - frame.top;
  const largest = stage.scale * 0.92 * Math.min(frame.width / part.width, frame.height / part.height);
  const scale = Math.min(Math.max(stage.scale, 0.9), largest);
  stage.x = frame.width / 2 - (x - stage.x) * scale / stage.scale;
  stage.y = frame.height / 2 - (y - stage.y) * scale / stage.scale;
  stage.scale = scale;
  stage.fitted = false;
  glide(stage);
}

/* ---- wheel and pointers ---- */

function turnWheel(stage, event) {
  event.preventDefault();
  const { x, y } = within(stage, event);
  const lines = event.deltaMode === 1 ? 16 : 1;
  zoom(stage, Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0015)), x, y);
}

function within(stage, event) {
  const frame = stage.frame.getBoundingClientRect();
  return { x: event.clientX - frame.left, y: event.clientY - frame.top };
}

/** One pointer drags, two pinch. A click after a drag is none. */
function watchPointers(stage) {
  const down = new Map();
  let far = 0;
  stage.frame.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.target.closest("button")) return;
    if (down.size === 0) far = 0;
    down.set(event.pointerId, within(stage, event));
  });
  addEventListener("pointermove", (event) => {
    if (down.has(event.pointerId)) far += track(stage, down, event, far);
  });
  for (const end of ["pointerup", "pointercancel"])
    addEventListener(end, (event) => { down.delete(event.pointerId); stage.frame.classList.remove("drags"); });
  stage.frame.addEventListener("click", (event) => {
    if (far > DRAG) event.stopPropagation();
    far = 0;
  }, true);
}

/** @returns {number} how far the pointer went */
function track(stage, down, event, far) {
  const before = down.get(event.pointerId), now = within(stage, event);
  const others = [...down].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
  const step = Math.hypot(now.x - before.x, now.y - before.y);
  down.set(event.pointerId, now);
  if (others.length) pinch(stage, others[0], before, now);
  else if (far + step > DRAG) {
    stage.frame.classList.add("drags");
    pan(stage, now.x - before.x, now.y - before.y);
  }
  return step;
}

/** What lay under the middle of both fingers stays there. */
function pinch(stage, still, before, now) {
  const was = Math.hypot(before.x - still.x, before.y - still.y);
  const is = Math.hypot(now.x - still.x, now.y - still.y);
  if (was > 0) zoom(stage, is / was, (before.x + still.x) / 2, (before.y + still.y) / 2);
  pan(stage, (now.x - before.x) / 2, (now.y - before.y) / 2);
}
