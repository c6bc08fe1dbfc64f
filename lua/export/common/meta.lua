---@meta
-- What editors know of an exporter's arguments; nothing requires this file.

---@class export.option
---@field name string
---@field default? string
---@field summary string
---@field takes? "label"|"address"|"url"|"duration"|string[] a form, or the only words; left out: any text

---@class export.exporter what a file of lua/export returns
---@field name string the target
---@field summary string one line for --list
---@field export fun(model: frozen.model, out: export.out)
---@field formats? ("yaml"|"json")[] the usual one first
---@field order? string[] keys that come first in every map
---@field options? export.option[]

---@alias export.class
---| "by hand" to be added or replaced before the files are used
---| "weaker" the platform says less than the model; the usual one
---| "unsaid" the model leaves it open, the platform does not
---| "elsewhere" another target writes it: `target`

---@class export.about what a loss is about, as far as the host cannot see it
---@field class? export.class
---@field target? string another target that writes it
---@field value? string the text in the documents that stands for it
---@field kind? string of the objects to look at
---@field file? string

---@class export.out what an exporter hands its documents to
---@field format "yaml"|"json"
---@field options table<string, string>
---@field null lightuserdata
---@field document fun(self: export.out, file: string, tree: table)
---@field file fun(self: export.out, file: string): fun(documents: table[])
---@field text fun(self: export.out, file: string, text: string)
---@field loss fun(self: export.out, item: frozen.item|frozen.model, what: string, instead: string,
---  about?: export.class|export.about)
---@field list fun(t?: table): table
---@field map fun(t?: table): table
---@field ordered fun(keys: string[], t: table): table
---@field json fun(tree: table, order: string[]): string
