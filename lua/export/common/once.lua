--- What is made of a model once, however many targets of a run ask for it.

--- A function that makes it when it is asked for first. What it gives back is everybody's: nobody changes it.
---@generic T
---@param make fun(model: frozen.model): T
---@return fun(model: frozen.model): T
return function(make)
  local made = {}
  return function(model)
    made[model] = made[model] or make(model)
    return made[model]
  end
end
