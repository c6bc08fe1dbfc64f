/* The language as a definition file for editors. All of it is read off the schema's rows. */
#include "cli/stubs.h"

#include <stdio.h>
#include <string.h>

#include "model/schema.h"
#include "script/proxy.h"

/* ---- names of classes ---- */

/* A plain table may bear the name of a constructor, and one has a blank in its name. */
static void print_class(const char *prefix, const struct schema_kind *kind)
{
    printf("%s%s", prefix, kind->place == SCHEMA_TABLE ? "table." : "");
    for (const char *at = kind->name; *at; at++)
        putchar(*at == ' ' ? '_' : *at);
}

static void print_classes(const char *prefix, const enum lunette_kind *kinds)
{
    for (const enum lunette_kind *kind = kinds; *kind; kind++) {
        if (kind != kinds)
            putchar('|');
        print_class(prefix, schema_kind_of(*kind));
    }
}

static void print_words(const struct schema_field *field)
{
    for (const struct schema_value *row = field->values; row->name; row++)
        printf("%s\"%s\"", row == field->values ? "" : "|", row->name);
}

/* ---- what a declaration takes ---- */

static bool takes_boolean(const struct schema_field *field)
{
    for (const struct schema_value *row = field->values; row->name; row++)
        if (schema_word_in(row->also, "true", 4) || schema_word_in(row->also, "false", 5))
            return true;
    return false;
}

/* A part that is known by the name of another may be given as that name. */
static bool takes_name(const struct schema_field *field)
{
    return field->kinds[0] && !field->kinds[1] &&
           schema_kind_of(field->kinds[0])->name_is == SCHEMA_REFERENCE;
}

/* One reference, or one part. */
static void print_one(const struct schema_field *field)
{
    bool is_reference = field->type == SCHEMA_REF || field->type == SCHEMA_REFS;
    if (is_reference || takes_name(field) || field->kinds[0] == LUNETTE_MESSAGE)
        printf("string|");
    print_classes("lunette.", field->kinds);
}

static void print_many(const struct schema_field *field)
{
    if (field->flags & SCHEMA_KEYED) {
        printf("table<string, ");
        print_one(field);
        printf(">");
        return;
    }
    print_one(field);
    printf("|(");
    print_one(field);
    printf(")[]");
}

/* The types whose text is the same whatever the field. */
static const char *const declared_types[] = {
    [SCHEMA_STRING] = "string|number",
    [SCHEMA_BOOL] = "boolean",
    [SCHEMA_INTEGER] = "integer",
    [SCHEMA_NUMBER] = "number|string",
    [SCHEMA_MS] = "string",
    [SCHEMA_S] = "string",
    [SCHEMA_RATIO] = "number|string",
    [SCHEMA_RATE] = "string",
    [SCHEMA_BYTES] = "string",
    [SCHEMA_STRINGS] = "string|string[]",
    [SCHEMA_INTEGERS] = "integer|integer[]",
    [SCHEMA_RATIOS] = "(number|string)[]",
    [SCHEMA_MAP] = "table<string, any>",
    [SCHEMA_TARGET] = "string|number",
    [SCHEMA_FUNCTION] = "fun(model: frozen.model, report: frozen.report)",
};

static void print_declared_type(const struct schema_field *field)
{
    switch (field->type) {
    case SCHEMA_ENUM: print_words(field); break;
    case SCHEMA_BITS:
        printf("(");
        print_words(field);
        printf(")[]");
        break;
    case SCHEMA_REF:
    case SCHEMA_PART: print_one(field); break;
    case SCHEMA_REFS:
    case SCHEMA_PARTS: print_many(field); break;
    default: printf("%s", declared_types[field->type]); break;
    }
    if (field->flags & SCHEMA_FIELD_NAMES)
        printf("|string[]");
    if (field->flags & SCHEMA_OPERATIONS)
        printf("|table");
    if (field->flags & SCHEMA_OR_TRUE)
        printf("|true");
    if (field->flags & SCHEMA_OR_FALSE)
        printf("|false");
    if (field->type == SCHEMA_ENUM && takes_boolean(field))
        printf("|boolean");
}

/* What the type of Lua does not say. */
static void print_unit(const struct schema_field *field)
{
    static const char *const units[] = {
        [SCHEMA_MS] = "a duration, \"200ms\"",          [SCHEMA_S] = "a duration, \"30d\"",
        [SCHEMA_RATIO] = "a ratio, \"99.9%\" or 0.999", [SCHEMA_RATE] = "a rate, \"200/s\"",
        [SCHEMA_BYTES] = "a size, \"512MiB\"",
    };
    if (field->type <= SCHEMA_BYTES && units[field->type])
        printf(" (%s)", units[field->type]);
}

static void print_declared(const struct schema_kind *kind, const struct schema_field *field)
{
    bool is_name = kind && kind->name_field && strcmp(kind->name_field, field->key) == 0;
    bool needed = field->flags & SCHEMA_REQUIRED && !is_name;
    printf("---@field %s%s ", field->key, needed ? "" : "?");
    print_declared_type(field);
    printf(" # %s", field->doc);
    print_unit(field);
    printf("\n");
    if (field->flags & SCHEMA_POSITIONAL) {
        printf("---@field [integer] ");
        print_one(field);
        printf(" # %s\n", field->doc);
    }
}

static void print_fields_class(const struct schema_kind *kind)
{
    bool is_table = kind->place == SCHEMA_TABLE;
    printf("\n---%s\n---@class ", kind->doc);
    print_class("lunette.", kind);
    printf("%s\n", is_table ? "" : ".fields: lunette.common");
    for (const struct schema_field *field = kind->fields; field->key; field++)
        print_declared(kind, field);
    for (const struct schema_field *field = kind->fields; field->key; field++)
        if (field->flags & SCHEMA_REST)
            printf("---@field [string] any # %s\n", field->doc);
}

/* ---- constructors ---- */

static void print_name_type(const struct schema_kind *kind)
{
    printf("string");
    if (kind->name_is != SCHEMA_REFERENCE)
        return;
    printf("|");
    print_classes("lunette.", schema_field_of(kind, kind->name_field)->kinds);
}

static void print_function(const struct schema_kind *kind, const char *name, size_t length)
{
    bool is_named = kind->name_is != SCHEMA_NO_NAME;
    printf("\n---%s\n", kind->doc);
    if (kind->example)
        printf("---```lua\n---%s\n---```\n", kind->example);
    if (is_named) {
        printf("---@param name ");
        print_name_type(kind);
        printf("\n---@param fields? lunette.%s.fields\n", kind->name);
    } else {
        printf("---@param fields lunette.%s.fields\n", kind->name);
    }
    printf("---@return lunette.%s\n", kind->name);
    printf("function %.*s(%s) end\n", (int)length, name, is_named ? "name, fields" : "fields");
}

static void print_constructor(const struct schema_kind *kind)
{
    print_fields_class(kind);
    printf("\n---@class lunette.%s: lunette.declaration\n", kind->name);
    if (kind->name_is != SCHEMA_NO_NAME)
        printf("---@overload fun(fields: lunette.%s.fields): lunette.%s\n", kind->name, kind->name);
    print_function(kind, kind->name, strlen(kind->name));
    for (const char *at = kind->also; at && *at;) {
        size_t length = strcspn(at, " ");
        print_function(kind, at, length);
        at += length + (at[length] == ' ');
    }
}

/* ---- the frozen view ---- */

static const char *const frozen_types[] = {
    [SCHEMA_STRING] = "string?",   [SCHEMA_BOOL] = "boolean?",
    [SCHEMA_INTEGER] = "integer?", [SCHEMA_NUMBER] = "number?",
    [SCHEMA_MS] = "number?",       [SCHEMA_S] = "number?",
    [SCHEMA_RATIO] = "number?",    [SCHEMA_RATE] = "number?",
    [SCHEMA_BYTES] = "number?",    [SCHEMA_BITS] = "string[]",
    [SCHEMA_STRINGS] = "string[]", [SCHEMA_INTEGERS] = "integer[]",
    [SCHEMA_RATIOS] = "number[]",  [SCHEMA_MAP] = "table<string, string>",
    [SCHEMA_TARGET] = "number?",
};

static void print_frozen_type(const struct schema_field *field)
{
    switch (field->type) {
    case SCHEMA_ENUM:
        printf("(");
        print_words(field);
        printf(")?");
        break;
    case SCHEMA_REF:
    case SCHEMA_PART:
    case SCHEMA_REFS:
    case SCHEMA_PARTS:
        printf("(");
        print_classes("frozen.", field->kinds);
        printf(field->type == SCHEMA_REF || field->type == SCHEMA_PART ? ")?" : ")[]");
        break;
    default: printf("%s", frozen_types[field->type]); break;
    }
}

static void print_member(const struct proxy_member *member, void *context)
{
    (void)context;
    if (member->role == PROXY_FIELD) {
        printf("---@field %s ", member->key);
        print_frozen_type(member->field);
        printf(" # %s\n", member->field->doc);
    } else if (member->role == PROXY_WORDS) {
        bool is_one = member->field->type == SCHEMA_REF;
        printf("---@field %s %s # as written\n", member->key, is_one ? "string?" : "string[]");
    }
}

static void print_frozen_kind(const struct schema_kind *kind)
{
    printf("\n---%s\n---@class ", kind->doc);
    print_class("frozen.", kind);
    printf(": frozen.item\n");
    proxy_each_member(kind, print_member, NULL);
}

static void print_frozen_model(void)
{
    printf("\n---the resolved model, read-only\n---@class frozen.model\n"
           "---@field architecture frozen.architecture?\n"
           "---@field dependencies (frozen.sync|frozen.async)[] # of all services\n");
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++)
        if (schema_kind_of(id)->place == SCHEMA_TOP)
            printf("---@field %s frozen.%s[]\n", schema_kind_of(id)->plural,
                   schema_kind_of(id)->name);
    printf("---@field find fun(self: frozen.model, kind: string, name: string): any"
           " # the item of this kind and name, or nil\n"
           "---@field calls fun(self: frozen.model): frozen.sync[] # every sync call\n"
           "---@field callers fun(self: frozen.model, callee: frozen.callee): frozen.sync[]"
           " # the sync calls to it\n"
           "---@field reachable fun(self: frozen.model, from: frozen.callee): frozen.callee[]"
           " # all that hard calls lead to, nearest first\n"
           "---@field path fun(self: frozen.model, from: frozen.callee, to: frozen.callee):"
           " frozen.callee[]? # the shortest way along hard calls, both ends included\n");
}

/* ---- the file ---- */

static const char head[] =
    "---@meta\n"
    "-- The language of Lunette models, for editors that read LuaCATS (lua-language-server).\n"
    "-- Made from the schema: `make meta`. Change core/model/schema_*.c, not this file.\n"
    "\n---what a constructor returns: it can stand wherever a field wants the name\n"
    "---@class lunette.declaration\n"
    "---@field name string?\n"
    "---@field kind string\n"
    "\n---what every declaration takes\n"
    "---@class lunette.common\n";

static const char base[] =
    "\n---where something stands\n"
    "---@class frozen.place\n"
    "---@field file string\n"
    "---@field line integer\n"
    "\n---what every item of the frozen model has\n"
    "---@class frozen.item\n"
    "---@field name string?\n"
    "---@field kind string # the word that declares it: \"service\", \"sync\"\n"
    "---@field owner any # the item it is nested in, or nil; the field of that name where there is "
    "one\n"
    "---@field at frozen.place?\n"
    "\n---@alias frozen.callee frozen.service|frozen.external|frozen.gateway\n"
    "\n---@class frozen.finding\n"
    "---@field at frozen.item # what is to blame\n"
    "---@field field? string # the very field of it\n"
    "---@field message string\n"
    "---@field help? string # the one thing to do\n"
    "---@field subject? string # whom it is about, for `allow`\n"
    "---@field related? { [1]: frozen.item, [2]: string }[] # other places that matter, and why\n"
    "\n---@alias frozen.report fun(at: frozen.item|frozen.finding, message?: string)\n";

static const char files[] = "\n---Runs another file of the same model, once, and returns what it "
                            "returns. The path is relative\n"
                            "---to the including file and never leads out of the model's folder.\n"
                            "---@param path string\n"
                            "---@return any ...\n"
                            "function include(path) end\n"
                            "\n---Returns a module that Lunette ships.\n"
                            "---@param name string\n"
                            "---@return any\n"
                            "function require(name) end\n";

static void print_kinds(void (*print)(const struct schema_kind *), bool tables, bool constructors)
{
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++) {
        const struct schema_kind *kind = schema_kind_of(id);
        if (kind->kind != LUNETTE_MESSAGE || print == print_frozen_kind)
            if (kind->place == SCHEMA_TABLE ? tables : constructors)
                print(kind);
    }
}

void stubs_print(void)
{
    printf("%s", head);
    for (const struct schema_field *field = schema_common_fields; field->key; field++)
        print_declared(NULL, field);
    print_kinds(print_fields_class, true, false);
    print_kinds(print_constructor, false, true);
    printf("%s%s", files, base);
    print_frozen_model();
    print_kinds(print_frozen_kind, true, true);
}
