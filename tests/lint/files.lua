--- What the checks of the sources share: finding files, reading lines, complaining.

local files = {}

local complaints = 0

--- Paths below these folders whose name ends so, sorted.
---@param folders string
---@param names string a find expression
---@return string[]
function files.find(folders, names)
  local list = {}
  local command = "find %s -type f \\( %s \\) -print 2>/dev/null | LC_ALL=C sort"
  local pipe = assert(io.popen(command:format(folders, names)))
  for path in pipe:lines() do list[#list + 1] = path end
  pipe:close()
  return list
end

---@param path string
---@return string[] lines
function files.lines(path)
  local lines = {}
  for line in io.lines(path) do lines[#lines + 1] = line end
  return lines
end

function files.complain(path, line, format, ...)
  complaints = complaints + 1
  print(("%s:%d: %s"):format(path, line, format:format(...)))
end

function files.finish()
  os.exit(complaints == 0)
end

return files
