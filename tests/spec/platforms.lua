--- The platforms' own schemas: a checker that lies beside the repository, for node.
---
--- LUNETTE_VALIDATE names a folder with the checker installed; without it one is made in the build folder.

local helpers = require "tests.spec.helpers"

local platforms = {}

local SOURCE = "../shared/validate"
local installed

local function install()
  local given = os.getenv("LUNETTE_VALIDATE")
  if given then return helpers.read(given .. "/validate.mjs") and given end
  local folder = helpers.build .. "/validate"
  if not helpers.read(folder .. "/package.json") then
    os.execute(("mkdir -p %s && cp -R %s/. %s"):format(helpers.quote(folder), SOURCE, helpers.quote(folder)))
  end
  if not helpers.read(folder .. "/node_modules/ajv/package.json") then
    os.execute(("cd %s && npm ci --silent >npm.log 2>&1"):format(helpers.quote(folder)))
  end
  return helpers.read(folder .. "/node_modules/ajv/package.json") and folder
end

--- Why nothing can be checked here, or nil.
---@return string?
function platforms.why_not()
  if not os.getenv("LUNETTE_VALIDATE") and not helpers.read(SOURCE .. "/validate.mjs") then
    return "the platforms' schemas are not here"
  end
  if not helpers.command("node") then return "node is not here" end
  if installed == nil then installed = install() or false end
  return not installed and "the checker could not be installed (npm ci)" or nil
end

--- Checks files, many at a time.
---@param files string[]
---@param arguments? string[]
---@return boolean well, string told
function platforms.validate(files, arguments)
  local list = helpers.temp_dir() .. "/files"
  helpers.write(list, table.concat(files, "\0"))
  local command = ("xargs -0 -n 500 node %s --quiet %s <%s"):format(
    helpers.quote(installed .. "/validate.mjs"), table.concat(arguments or {}, " "), helpers.quote(list))
  local pipe = assert(io.popen(command .. " 2>&1"))
  local told = pipe:read("a")
  return pipe:close() == true, told
end

return platforms
