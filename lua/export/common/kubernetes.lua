--- What every target for Kubernetes shares: names, labels and selectors that fit each other.

local names = require "export.common.names"

local kubernetes = {}

---@class export.kubernetes
---@field names export.names
---@field out export.out
---@field part_of string?
local Kubernetes = {}
Kubernetes.__index = Kubernetes

--- For `options` of every such target: what one writes must find what another one wrote.
kubernetes.namespace_option = {
  name = "namespace", default = "", takes = "label",
  summary = "namespace of all objects; left out: that of the context",
}

--- Keys in the order people know from manifests.
kubernetes.order = {
  "apiVersion", "kind", "metadata", "name", "namespace", "labels", "annotations", "spec",
}

---@param model frozen.model
---@param out export.out
---@return export.kubernetes
function kubernetes.of(model, out)
  local architecture = model.architecture
  return setmetatable({
    names = names.of(model, out), out = out,
    part_of = architecture and names.label(architecture.name) or nil,
  }, Kubernetes)
end

---@return string? namespace nil: that of the context
function Kubernetes:namespace()
  local namespace = self.out.options.namespace
  return namespace ~= "" and namespace or nil
end

---@param item frozen.item
---@return string
function Kubernetes:label(item)
  return self.names:label(item)
end

--- The labels by which the pods of an entity are found.
---@param item frozen.item
---@return table<string, string>
function Kubernetes:selector(item)
  return { ["app.kubernetes.io/name"] = self:label(item) }
end

--- All labels of an entity's objects and pods.
---@param item frozen.item
---@param more? table<string, string>
---@return table<string, string>
function Kubernetes:labels(item, more)
  local labels = self:selector(item)
  labels["app.kubernetes.io/part-of"] = self.part_of
  local context = item.kind == "service" and item.context
  labels["app.kubernetes.io/component"] = context and names.label_value(context.name) or nil
  for key, value in pairs(more or {}) do labels[key] = value end
  return labels
end

--- The metadata of an object that stands for an entity.
---@param item frozen.item
---@param name? string where it is not the entity's label
---@param more? table<string, string> labels
---@return table
function Kubernetes:metadata(item, name, more)
  return {
    name = name or self:label(item),
    namespace = self:namespace(),
    labels = self:labels(item, more),
    annotations = item.description and { ["kubernetes.io/description"] = item.description } or nil,
  }
end

return kubernetes
