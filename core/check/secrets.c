#include "check/secrets.h"

#include <ctype.h>
#include <string.h>

#include "model/walk.h"

/* A fixed beginning and at least so many characters of the set behind it, as the issuers document. */
static const struct form {
    const char *start;
    size_t least;
    const char *kind;
} forms[] = {
    {"AKIA", 16, "an AWS access key"}, {"ASIA", 16, "an AWS access key"},
    {"ghp_", 36, "a GitHub token"},    {"gho_", 36, "a GitHub token"},
    {"ghs_", 36, "a GitHub token"},    {"github_pat_", 40, "a GitHub token"},
    {"glpat-", 20, "a GitLab token"},  {"xoxb-", 20, "a Slack token"},
    {"xoxp-", 20, "a Slack token"},    {"sk_live_", 20, "a Stripe key"},
    {"rk_live_", 20, "a Stripe key"},  {"AIza", 35, "a Google API key"},
    {"npm_", 36, "an npm token"},      {"eyJhbGciOi", 40, "a JSON Web Token"},
};

static size_t token_length(const char *text)
{
    size_t length = 0;
    while (isalnum((unsigned char)text[length]) || (text[length] && strchr("_-.=+/", text[length])))
        length++;
    return length;
}

static bool starts_form(const char *text, const struct form *form)
{
    size_t length = strlen(form->start);
    return *text == *form->start && strncmp(text, form->start, length) == 0 &&
           token_length(text + length) >= form->least;
}

enum { FORM_COUNT = sizeof forms / sizeof *forms };

/* Of all bytes those that forms begin with: each byte of each text of a model is asked for. */
static const bool *first_letters(void)
{
    static bool is_first[256];
    static bool is_known;
    for (size_t i = 0; !is_known && i < FORM_COUNT; i++)
        is_first[(unsigned char)*forms[i].start] = true;
    is_known = true;
    return is_first;
}

static const char *form_at(const char *text)
{
    for (size_t i = 0; i < FORM_COUNT; i++)
        if (starts_form(text, &forms[i]))
            return forms[i].kind;
    return NULL;
}

/* One pass over the text, with a closer look where a word begins. */
static const char *known_form(const char *text)
{
    const bool *is_first = first_letters();
    const char *kind = NULL;
    for (const char *at = text; *at && !kind; at++)
        if (is_first[(unsigned char)*at] && (at == text || !isalnum((unsigned char)at[-1])))
            kind = form_at(at);
    return kind;
}

/* scheme://user:password@host. A password written as a variable ($NAME, ${NAME}, <name>) is none. */
static const char *password_in_address(const char *text)
{
    const char *scheme = strstr(text, "://");
    if (!scheme)
        return NULL;
    const char *user = scheme + 3;
    size_t authority = strcspn(user, "/?# \t\n");
    const char *at = memchr(user, '@', authority);
    const char *colon = at ? memchr(user, ':', (size_t)(at - user)) : NULL;
    bool given = colon && at - colon > 1 && !strchr("$<{*", colon[1]);
    return given ? "a password in an address" : NULL;
}

const char *secrets_kind(const char *text)
{
    enum { SHORTEST = 12 }; /* no form below is shorter: most strings of a model are */
    if (strnlen(text, SHORTEST) < SHORTEST)
        return NULL;
    if (strstr(text, "-----BEGIN ") && strstr(text, "PRIVATE KEY-----"))
        return "a private key";
    const char *kind = known_form(text);
    return kind ? kind : password_in_address(text);
}

enum { MOST_TEXT_FIELDS = 24 };

struct text_field {
    const struct schema_field *field; /* NULL: no more */
    bool is_common;
};

/* The fields of each kind that hold text, found once: models are large and most fields hold none. */
struct search {
    struct lunette_reporter *to;
    struct text_field fields[LUNETTE_KIND_COUNT][MOST_TEXT_FIELDS];
};

static bool holds_text(const struct schema_field *field)
{
    return field->type == SCHEMA_STRING || field->type == SCHEMA_STRINGS ||
           field->type == SCHEMA_MAP;
}

static size_t add_text_fields(struct text_field *list, size_t count,
                              const struct schema_field *fields, bool is_common)
{
    for (; fields->key; fields++)
        if (holds_text(fields) && count + 1 < MOST_TEXT_FIELDS)
            list[count++] = (struct text_field){fields, is_common};
    return count;
}

static void find_text_fields(struct search *search)
{
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++) {
        const struct schema_kind *kind = schema_kind_of(id);
        size_t count = add_text_fields(search->fields[id], 0, kind->fields, false);
        if (kind->place != SCHEMA_TABLE)
            add_text_fields(search->fields[id], count, schema_common_fields, true);
    }
}

static void look_at(struct search *search, const char *text, struct lunette_blame blame)
{
    const char *kind = text ? secrets_kind(text) : NULL;
    if (kind)
        search->to->report(search->to, blame, "'%s' holds what looks like %s", blame.field, kind);
}

static void look_at_field(struct search *search, const struct lunette_item *item,
                          const struct text_field *row)
{
    const struct schema_field *field = row->field;
    const char *base = row->is_common ? (const char *)item->about : (const char *)item;
    const void *member = base + field->offset;
    if (field->type == SCHEMA_STRING) {
        look_at(search, *(const char *const *)member, lunette_at_field(item, field->key));
    } else if (field->type == SCHEMA_STRINGS) {
        const struct lunette_strings *list = member;
        for (size_t i = 0; i < list->count; i++)
            look_at(search, list->items[i], lunette_at_entry(item, field->key, i + 1));
    } else if (field->type == SCHEMA_MAP) {
        const struct lunette_map *map = member;
        for (size_t i = 0; i < map->count; i++)
            look_at(search, map->items[i].value,
                    lunette_at_key(item, field->key, map->items[i].key));
    }
}

static void look_at_item(const struct lunette_item *item, void *context)
{
    struct search *search = context;
    const struct text_field *row = search->fields[item->kind];
    for (; row->field; row++)
        look_at_field(search, item, row);
}

void secrets_check(const struct lunette_model *model, struct lunette_reporter *to)
{
    struct search *search = to->alloc(to, 1, sizeof *search);
    search->to = to;
    find_text_fields(search);
    walk_model(model, look_at_item, search);
}
