--- Reads a picture as `render -f json` gives it, and finds what lies where it should not.
---
---   local scene = require "tests.spec.scene"
---   local complaints = scene.complaints(helpers.json(text))
---
--- Boxes are { left, top, right, bottom } in pixels, y downwards.

local scene = {}

-- What has an id and words and is none of these stands in a box of its own; what has an id, a box and no words
-- is a group, whose words are drawn above what is in it.
local ARROWS = { call = true, sending = true, reply = true, failure = true, compensation = true }
local ROWS = { fragment = true, divider = true, lifeline = true, activation = true, remark = true }
local SIGNS = { breaker = true, badge = true, error = true, warning = true, note = true }

-- What metrics and rounding may be off by.
local SLACK = 0.6
-- Of a font's size, what most letters have above and below the base line.
local ASCENT, DESCENT = 0.72, 0.18
local CURVE_PIECES = 12
local TAB_HEIGHT = 20
local CLEAR = 2
-- Nobody sees which of two lines is nearer by less.
local NEARER = 4

---@class tests.box
---@field left number
---@field top number
---@field right number
---@field bottom number

local function box_of(x, y, width, height)
  return { left = x, top = y, right = x + width, bottom = y + height }
end

local function join(a, b)
  if not a or not b then return a or b end
  return { left = math.min(a.left, b.left), top = math.min(a.top, b.top),
    right = math.max(a.right, b.right), bottom = math.max(a.bottom, b.bottom) }
end

local function overlap(a, b)
  return a.left < b.right - SLACK and b.left < a.right - SLACK and a.top < b.bottom - SLACK and
    b.top < a.bottom - SLACK
end

local function holds(outer, inner)
  return inner.left >= outer.left - SLACK and inner.right <= outer.right + SLACK and
    inner.top >= outer.top - SLACK and inner.bottom <= outer.bottom + SLACK
end

local SHARES = { start = 0, middle = 0.5, ["end"] = 1 }

--- Where an ellipse is round, less of its corners is taken.
local function overlap_ellipse(round, box)
  local x, y = (round.left + round.right) / 2, (round.top + round.bottom) / 2
  local near_x = math.max(box.left, math.min(x, box.right)) - x
  local near_y = math.max(box.top, math.min(y, box.bottom)) - y
  local across, down = (round.right - round.left) / 2 - SLACK, (round.bottom - round.top) / 2 - SLACK
  return (near_x / across) ^ 2 + (near_y / down) ^ 2 < 1
end

local function box_of_text(item)
  local left = item.x - SHARES[item.anchor] * item.width
  return { left = left, top = item.y - ASCENT * item.size, right = left + item.width,
    bottom = item.y + DESCENT * item.size }
end

--- The strokes of a path as a list of { x1, y1, x2, y2 }; curves become short ones.
local function strokes_of(item)
  local strokes, points, at = {}, item.points, 1
  local x, y, first_x, first_y = 0, 0, 0, 0
  local function line_to(to_x, to_y)
    strokes[#strokes + 1] = { x, y, to_x, to_y }
    x, y = to_x, to_y
  end
  local function curve_to(p)
    local from_x, from_y = x, y
    for piece = 1, CURVE_PIECES do
      local t = piece / CURVE_PIECES
      local u = 1 - t
      local function along(a, b, c, d) return u ^ 3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t ^ 3 * d end
      line_to(along(from_x, p[1], p[3], p[5]), along(from_y, p[2], p[4], p[6]))
    end
  end
  for verb in item.path:gmatch(".") do
    if verb == "M" then
      x, y = points[at], points[at + 1]
      first_x, first_y, at = x, y, at + 2
    elseif verb == "L" then
      line_to(points[at], points[at + 1])
      at = at + 2
    elseif verb == "C" then
      curve_to { table.unpack(points, at, at + 5) }
      at = at + 6
    else
      line_to(first_x, first_y)
    end
  end
  return strokes
end

local function box_of_strokes(strokes)
  local box
  for _, s in ipairs(strokes) do
    box = join(box, { left = math.min(s[1], s[3]), top = math.min(s[2], s[4]),
      right = math.max(s[1], s[3]), bottom = math.max(s[2], s[4]) })
  end
  return box
end

local function box_of_shape(item)
  local shape = item.rect or item.ellipse
  if shape then return box_of(table.unpack(shape)) end
  return item.path and box_of_strokes(strokes_of(item))
end

--- Whether a stroke runs through a box: Liang and Barsky's clipping.
local function crosses(stroke, box)
  local x, y, dx, dy = stroke[1], stroke[2], stroke[3] - stroke[1], stroke[4] - stroke[2]
  local enter, leave = 0, 1
  local edges = { { -dx, x - box.left - SLACK }, { dx, box.right - SLACK - x }, { -dy, y - box.top - SLACK },
    { dy, box.bottom - SLACK - y } }
  for _, edge in ipairs(edges) do
    local p, q = edge[1], edge[2]
    if p == 0 and q < 0 then return false end
    if p < 0 then enter = math.max(enter, q / p) end
    if p > 0 then leave = math.min(leave, q / p) end
  end
  return enter < leave
end

---@class tests.part what one element of a scene shows
---@field role string
---@field id? string
---@field owner string its id, or that of the element it belongs to
---@field from? string
---@field to? string
---@field box? tests.box around its shapes
---@field is_box boolean stands for something, in a box of its own, maybe again
---@field is_group boolean
---@field is_round boolean its first shape is an ellipse
---@field texts table[] { box, text, style }
---@field strokes table[] of its lines
---@field inside? tests.part the element around it

local function read_part(element, parts, inside)
  local part = { role = element.role, id = element.id, from = element.from, to = element.to, texts = {}, strokes = {},
    inside = inside, owner = element.id or element.of or (inside and inside.owner) }
  parts[#parts + 1] = part
  for _, item in ipairs(element.content) do
    if item.role then
      local child = read_part(item, parts, part)
      if not SIGNS[item.role] then part.box = join(part.box, child.box) end
    elseif item.text then
      part.texts[#part.texts + 1] = { box = box_of_text(item), text = item.text, style = item.style }
    else
      if not part.box then part.is_round = item.ellipse ~= nil end
      part.box = join(part.box, box_of_shape(item))
      local strokes = item.path and item.part == "stroke" and strokes_of(item) or {}
      table.move(strokes, 1, #strokes, #part.strokes + 1, part.strokes)
    end
  end
  return part
end

--- The elements of the picture itself, and those of its legend, which stand for nothing.
---@return tests.part[] parts, tests.part[] others
local function read_parts(picture)
  local parts, others, texts = {}, {}, {}
  for _, element in ipairs(picture.elements) do
    if element.text then
      texts[#texts + 1] = { box = box_of_text(element), text = element.text }
    else
      read_part(element, (element.id or element.of) and parts or others)
    end
  end
  others[#others + 1] = { role = "page", texts = texts, strokes = {} }
  local boxes, groups = {}, {}
  for _, part in ipairs(parts) do
    if part.id and not part.from and not ROWS[part.role] then
      (#part.texts > 0 and boxes or groups)[part.id] = part.role
    end
  end
  for _, part in ipairs(parts) do
    part.is_box = part.box ~= nil and boxes[part.owner] == part.role
    part.is_group = groups[part.owner] == part.role
  end
  return parts, others
end

---@class tests.list
---@field texts string[]
local List = {}
List.__index = List

function List:add(format, ...) self.texts[#self.texts + 1] = format:format(...) end

local function name_of(part) return ("%s %s"):format(part.role, part.owner or "?") end

-- ---- the rules ----

local function check_page(list, picture, parts)
  local page = box_of(0, 0, picture.width, picture.height)
  for _, part in ipairs(parts) do
    if part.box and not holds(page, part.box) then list:add("%s leaves the page", name_of(part)) end
    for _, text in ipairs(part.texts) do
      if not holds(page, text.box) then list:add("the text '%s' leaves the page", text.text) end
    end
  end
end

local function check_ids(list, parts)
  local seen = {}
  for _, part in ipairs(parts) do
    if part.id and seen[part.id] then list:add("the id %s occurs twice", part.id) end
    if part.id then seen[part.id] = true end
  end
  for _, part in ipairs(parts) do
    for _, name in ipairs { part.owner, part.from, part.to } do
      if not seen[name] then list:add("%s is of %s, which is not there", name_of(part), name) end
    end
  end
end

local function pick(parts, wanted)
  local picked = {}
  for _, part in ipairs(parts) do
    if wanted(part) then picked[#picked + 1] = part end
  end
  return picked
end

local function is_note(part) return part.role == "remark" end

local function check_boxes(list, parts)
  local boxes = pick(parts, function(part) return part.is_box or is_note(part) end)
  for i, a in ipairs(boxes) do
    for j = i + 1, #boxes do
      if overlap(a.box, boxes[j].box) then list:add("%s lies on %s", name_of(a), name_of(boxes[j])) end
    end
    for _, text in ipairs(a.texts) do
      if not holds(a.box, text.box) then list:add("the text '%s' leaves %s", text.text, name_of(a)) end
    end
  end
end

--- Every text of a box or group against those of other elements, and of the same.
local function check_texts(list, parts)
  local texts = {}
  for _, part in ipairs(parts) do
    for _, text in ipairs(part.texts) do texts[#texts + 1] = { part = part, box = text.box, text = text.text } end
  end
  table.sort(texts, function(a, b) return a.box.top < b.box.top end)
  for i, a in ipairs(texts) do
    for j = i + 1, #texts do
      if texts[j].box.top >= a.box.bottom then break end
      if overlap(a.box, texts[j].box) then list:add("the text '%s' lies on '%s'", a.text, texts[j].text) end
    end
  end
end

local function is_label(part)
  return #part.texts > 0 and not part.is_box and not is_note(part) and not SIGNS[part.role]
end

local function lies_on(text, box)
  return overlap(text.box, box.box) and (not box.is_round or overlap_ellipse(box.box, text.box))
end

--- Words beside lines keep off boxes and off signs, those of their own line too.
local function check_labels(list, parts)
  local boxes = pick(parts, function(part) return part.is_box or is_note(part) end)
  local signs = pick(parts, function(part) return part.box ~= nil and SIGNS[part.role] end)
  for _, part in ipairs(pick(parts, is_label)) do
    for _, text in ipairs(part.texts) do
      for _, box in ipairs(part.is_group and {} or boxes) do
        if lies_on(text, box) then list:add("the text '%s' lies on %s", text.text, name_of(box)) end
      end
      for _, sign in ipairs(signs) do
        if overlap(text.box, sign.box) then
          list:add("the text '%s' lies on a sign of %s", text.text, name_of(sign))
        end
      end
    end
  end
end

local function check_lines(list, parts)
  local boxes = pick(parts, function(part) return part.is_box end)
  for _, line in ipairs(pick(parts, function(part) return part.from ~= nil end)) do
    for _, box in ipairs(boxes) do
      local foreign = box.owner ~= line.from and box.owner ~= line.to
      for _, text in ipairs(foreign and box.texts or {}) do
        for _, stroke in ipairs(line.strokes) do
          if crosses(stroke, text.box) then
            list:add("%s runs through the text '%s' of %s", name_of(line), text.text, name_of(box))
            break
          end
        end
      end
    end
  end
end

--- From a box to a point.
local function distance_to(box, x, y)
  local across = math.max(box.left - x, x - box.right, 0)
  local down = math.max(box.top - y, y - box.bottom, 0)
  return math.sqrt(across * across + down * down)
end

--- Lines keep off boxes that they do not concern; where there are labels, those keep them apart.
local function check_clear(list, parts)
  local has_labels = false
  for _, part in ipairs(parts) do
    for _, text in ipairs(part.texts) do has_labels = has_labels or text.style == "t-label" end
  end
  local boxes = pick(parts, function(part) return part.is_box and not part.is_round end)
  for _, line in ipairs(has_labels and {} or pick(parts, function(part) return part.from ~= nil end)) do
    for _, box in ipairs(boxes) do
      local around = box_of(box.box.left - CLEAR, box.box.top - CLEAR, box.box.right - box.box.left + 2 * CLEAR,
        box.box.bottom - box.box.top + 2 * CLEAR)
      for _, stroke in ipairs(box.owner ~= line.from and box.owner ~= line.to and line.strokes or {}) do
        if crosses(stroke, around) then
          list:add("%s runs along %s", name_of(line), name_of(box))
          break
        end
      end
    end
  end
end

--- How far a box is from the nearest of these strokes; 0: one runs through it.
local function distance_of(box, strokes)
  local least = math.huge
  local corners = { { box.left, box.top }, { box.right, box.top }, { box.left, box.bottom }, { box.right, box.bottom } }
  for _, stroke in ipairs(strokes) do
    if crosses(stroke, box) then return 0 end
    local x, y, dx, dy = stroke[1], stroke[2], stroke[3] - stroke[1], stroke[4] - stroke[2]
    least = math.min(least, distance_to(box, x, y), distance_to(box, x + dx, y + dy))
    for _, corner in ipairs(corners) do
      local along = ((corner[1] - x) * dx + (corner[2] - y) * dy) / math.max(dx * dx + dy * dy, 0.01)
      along = math.max(0, math.min(1, along))
      local off_x, off_y = x + along * dx - corner[1], y + along * dy - corner[2]
      least = math.min(least, math.sqrt(off_x * off_x + off_y * off_y))
    end
  end
  return least
end

--- Words belong to the line that is nearest to them: no other runs through them or is nearer.
local function check_beside(list, parts)
  local lines = pick(parts, function(part) return part.from ~= nil end)
  local by_id = {}
  for _, line in ipairs(lines) do by_id[line.id] = line end
  for _, part in ipairs(pick(parts, is_label)) do
    local own, label, box = not part.id and by_id[part.owner], nil, nil
    for _, text in ipairs(part.texts) do
      if text.style == "t-label" then label, box = label or text.text, join(box, text.box) end
    end
    for _, mark in ipairs(label and parts or {}) do
      if mark.inside == part and mark.role ~= "breaker" then box = join(box, mark.box) end
    end
    local near = own and label and distance_of(box, own.strokes)
    for _, line in ipairs(near and lines or {}) do
      local distance = line ~= own and distance_of(box, line.strokes) or math.huge
      if distance == 0 then
        list:add("%s runs through the label '%s'", name_of(line), label)
      elseif distance + NEARER < near then
        list:add("the label '%s' is nearer to %s than to its own", label, name_of(line))
      end
    end
  end
end

local function check_groups(list, parts)
  local groups = {}
  for _, part in ipairs(parts) do
    if part.is_group and part.id and part.box then groups[part.id] = part.box end
  end
  for _, part in ipairs(parts) do
    for _, text in ipairs(part.is_group and groups[part.owner] and part.texts or {}) do
      if not holds(groups[part.owner], text.box) then list:add("the text '%s' leaves its group", text.text) end
    end
  end
end

local function is_frame(part)
  return part.role == "fragment" and part.box ~= nil and part.box.bottom - part.box.top > TAB_HEIGHT
end

--- The sides of a frame stand on no bar; its tab may.
local function check_frames(list, parts)
  local bars = pick(parts, function(part) return part.role == "activation" end)
  for _, frame in ipairs(pick(parts, is_frame)) do
    for _, bar in ipairs(bars) do
      local is_beside = bar.box.bottom < frame.box.top or bar.box.top > frame.box.bottom
      for _, x in ipairs(is_beside and {} or { frame.box.left, frame.box.right }) do
        if x > bar.box.left and x < bar.box.right then
          list:add("a side of %s stands on a bar of %s", name_of(frame), bar.owner)
        end
      end
    end
  end
end

--- Words of a sequence stand on no bar, no lifeline, no arrow and no edge of a frame.
local function check_sequence(list, parts)
  local bars = pick(parts, function(part) return part.role == "activation" end)
  local strokes = pick(parts, function(part)
    return #part.strokes > 0 and (part.role == "lifeline" or ARROWS[part.role])
  end)
  for _, part in ipairs(parts) do
    local words = (ARROWS[part.role] or part.role == "fragment") and part.texts or {}
    for _, text in ipairs(words) do
      local is_tab = #text.text <= 8 and part.role == "fragment" and not text.text:match("^%[")
      for _, bar in ipairs(is_tab and {} or bars) do
        if overlap(text.box, bar.box) then list:add("the text '%s' lies on a bar of %s", text.text, bar.owner) end
      end
      for _, other in ipairs(is_tab and {} or strokes) do
        for _, stroke in ipairs(other.strokes) do
          if crosses(stroke, text.box) then list:add("%s runs through the text '%s'", name_of(other), text.text) end
        end
      end
    end
  end
end

--- What is wrong with a picture: sentences; none when nothing is.
---@param picture table the decoded JSON
---@return string[]
function scene.complaints(picture)
  local list = setmetatable({ texts = {} }, List)
  local parts, others = read_parts(picture)
  check_page(list, picture, parts)
  check_page(list, picture, others)
  check_ids(list, parts)
  check_boxes(list, parts)
  check_texts(list, table.move(others, 1, #others, #parts + 1, { table.unpack(parts) }))
  check_labels(list, parts)
  check_lines(list, parts)
  check_beside(list, parts)
  if #pick(parts, function(part) return part.role == "lifeline" end) == 0 then check_clear(list, parts) end
  check_groups(list, parts)
  check_sequence(list, parts)
  check_frames(list, parts)
  return list.texts
end

--- How many boxes and lines, or lifelines and arrows, have an id.
---@param picture table
---@return integer boxes, integer lines
function scene.count(picture)
  local parts = read_parts(picture)
  local boxes = pick(parts, function(part) return part.id and part.is_box end)
  local lines = pick(parts, function(part) return part.id and part.from end)
  return #boxes, #lines
end

--- The words of a sequence's arrows, from top to bottom, each a list of its lines.
---@param picture table
---@return string[][]
function scene.arrows(picture)
  local arrows = {}
  for _, part in ipairs(read_parts(picture)) do
    if part.id and ARROWS[part.role] then
      local lines = {}
      for index, text in ipairs(part.texts) do lines[index] = text.text end
      arrows[#arrows + 1] = { top = part.box.top, lines = lines }
    end
  end
  table.sort(arrows, function(a, b) return a.top < b.top end)
  local words = {}
  for index, arrow in ipairs(arrows) do words[index] = arrow.lines end
  return words
end

return scene
