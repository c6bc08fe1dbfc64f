/* The reference of the language. All but its head is read off the schema's rows. */
#include "cli/reference.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "model/schema.h"

static const char head[] =
    "# The language: reference\n"
    "\n"
    "Every kind of declaration with its fields. Made from the schema by `make meta`: change "
    "core/model/schema_*.c, not this page.\n"
    "`lunette explain KIND` prints one of these; [models/README.md](../models/README.md) is a "
    "tutorial.\n"
    "\n"
    "## How to read it\n"
    "\n"
    "- `kind \"name\" { field = value, … }` declares one; where no name is shown in the example, "
    "`kind { … }`.\n"
    "- A field wants its entity by name or by the handle that the declaration returned. Order "
    "never "
    "matters.\n"
    "- A field in **bold** must be given. All others may be left out: what a model does not say "
    "is not assumed, and rules that\n"
    "  need it keep silent. Where leaving out means something, the field's line tells.\n"
    "- A list of one may be written without its braces where it is text.\n"
    "\n"
    "| quantity | written | units |\n"
    "|---|---|---|\n"
    "| duration | `\"200ms\"`, `\"1m30s\"`, `\"30d\"` | us, ms, s, m or min, h, d, w |\n"
    "| ratio | `\"99.9%\"` or `0.999` | % |\n"
    "| rate | `\"200/s\"`, `\"1000/min\"` | /s, /min, /h, /d |\n"
    "| size | `\"512MiB\"` | B, KB, MB, GB, TB, KiB, MiB, GiB, TiB |\n"
    "\n"
    "A key may carry the unit instead: `timeout_ms = 200`, `interval_seconds = 30`, "
    "`initial_percentage = 5`,\n"
    "`requests_per_minute = 1000`. Words of a choice may be written with `-`, `_` or a blank, in "
    "any case.\n";

/* A bar would end the cell. */
static void print_cell(const char *text)
{
    for (; *text; text++)
        printf(*text == '|' ? "\\|" : "%c", *text);
}

/* The name of a kind's section. A plain table may bear the name of a constructor. */
static void print_title(const struct schema_kind *kind)
{
    printf("%s%s", kind->name, kind->place == SCHEMA_TABLE ? " (table)" : "");
}

/* A link to a section, by the rule that forges make anchors of titles: lower case, blanks to dashes. */
static void print_link(const struct schema_kind *kind)
{
    printf("[`%s`](#", kind->name);
    for (const char *at = kind->name; *at; at++)
        putchar(*at == ' ' ? '-' : tolower((unsigned char)*at));
    printf("%s)", kind->place == SCHEMA_TABLE ? "-table" : "");
}

/* ---- one field ---- */

static void print_bounds(const struct schema_field *field)
{
    if (field->at_least > 0)
        printf(", at least %g", field->at_least);
    if (field->at_most > 0)
        printf(", at most %g", field->at_most);
}

/* What a field takes: links where it takes declarations or tables. */
static void print_type(const struct schema_field *field)
{
    char type[1024];
    if (field->type != SCHEMA_PART && field->type != SCHEMA_PARTS) {
        print_cell(schema_type_text(field, type, sizeof type));
        print_bounds(field);
        if (field->flags & SCHEMA_FIELD_NAMES)
            printf(", or a list of names");
        return;
    }
    if (field->flags & SCHEMA_KEYED)
        printf("a table from name to ");
    else if (field->type == SCHEMA_PARTS)
        printf("a list of ");
    for (const enum lunette_kind *kind = field->kinds; *kind; kind++) {
        printf("%s", kind == field->kinds ? "" : ", ");
        print_link(schema_kind_of(*kind));
    }
    if (field->flags & SCHEMA_OR_TRUE)
        printf("; `true`: with defaults; `false`: none");
}

/* Blank-separated words, each as code. */
static void print_words(const char *before, const char *words)
{
    for (const char *at = words; at && *at;) {
        size_t length = strcspn(at, " ");
        printf("%s`%.*s`", at == words ? before : ", ", (int)length, at);
        at += length + (at[length] == ' ');
    }
}

static void print_field(const struct schema_kind *kind, const struct schema_field *field)
{
    bool is_name = kind->name_field && strcmp(kind->name_field, field->key) == 0;
    bool is_needed = field->flags & SCHEMA_REQUIRED && !is_name;
    printf(is_needed ? "| **`%s`** | " : "| `%s` | ", field->key);
    print_type(field);
    printf(" | ");
    print_cell(field->doc);
    print_words("; also ", field->also);
    if (field->flags & SCHEMA_POSITIONAL)
        printf("; the plain entries of the table go here, too");
    printf(" |\n");
}

/* ---- one kind ---- */

/* Where a part or a table belongs. */
static void print_homes(const struct schema_kind *part)
{
    const char *before = "In ";
    for (const struct schema_field *field = schema_common_fields; field->key; field++)
        if (schema_accepts(field, part->kind)) {
            printf("%s`%s` of every declaration", before, field->key);
            before = ", ";
        }
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++)
        for (const struct schema_field *field = schema_kind_of(id)->fields; field->key; field++)
            if (schema_accepts(field, part->kind)) {
                printf("%s`%s` of ", before, field->key);
                print_link(schema_kind_of(id));
                before = ", ";
            }
    if (strcmp(before, ", ") == 0)
        printf(".\n");
}

static void print_fields(const struct schema_kind *kind)
{
    if (!kind->fields[0].key) {
        printf("\nNo fields of its own.\n");
        return;
    }
    printf("\n| field | takes | |\n|---|---|---|\n");
    for (const struct schema_field *field = kind->fields; field->key; field++)
        print_field(kind, field);
}

static void print_kind(const struct schema_kind *kind)
{
    printf("\n### ");
    print_title(kind);
    printf("\n\n%c%s.\n", toupper((unsigned char)kind->doc[0]), kind->doc + 1);
    if (kind->also) {
        print_words("Also written: ", kind->also);
        printf(".\n");
    }
    if (kind->place != SCHEMA_TOP)
        print_homes(kind);
    if (kind->example)
        printf("\n```lua\n%s\n```\n", kind->example);
    print_fields(kind);
}

/* ---- the page ---- */

static const struct group {
    enum schema_place place;
    const char *title, *words;
} groups[] = {
    {SCHEMA_TOP, "Declarations",
     "Stand at the top of a model, or right where another one names them."},
    {SCHEMA_PART_OF, "Parts", "Are written like declarations and belong into a field of one."},
    {SCHEMA_TABLE, "Tables", "Are plain tables, `field = { … }`, without a constructor."},
};

static void print_contents(const struct group *group)
{
    printf("\n**%s**: ", group->title);
    const char *before = "";
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++)
        if (schema_kind_of(id)->place == group->place) {
            printf("%s", before);
            print_link(schema_kind_of(id));
            before = " · ";
        }
    printf("\n");
}

static void print_group(const struct group *group)
{
    printf("\n## %s\n\n%s\n", group->title, group->words);
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++)
        if (schema_kind_of(id)->place == group->place)
            print_kind(schema_kind_of(id));
}

static void print_common_fields(void)
{
    static const struct schema_kind every = {.name = "every declaration"};
    printf("\n## Fields of every declaration and part\n\n| field | takes | |\n|---|---|---|\n");
    for (const struct schema_field *field = schema_common_fields; field->key; field++)
        print_field(&every, field);
}

void reference_print(void)
{
    enum { GROUP_COUNT = sizeof groups / sizeof *groups };
    fputs(head, stdout);
    for (size_t i = 0; i < GROUP_COUNT; i++)
        print_contents(&groups[i]);
    print_common_fields();
    for (size_t i = 0; i < GROUP_COUNT; i++)
        print_group(&groups[i]);
}
