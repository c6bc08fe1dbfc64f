/* lunette new: a model that checks clean, ready to edit. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/nearest.h"
#include "cli/commands.h"
#include "cli/home.h"
#include "cli/session.h"
#include "emit/json.h"

static const char minimal[] = "minimal";

enum { DEEPEST_FOLDER = 8 };

/* One file to write: a copy, or this text. */
struct new_file {
    const char *to;
    const char *from; /* NULL: `text` */
    struct buf text;
    struct new_file *next;
};

struct new_model {
    struct arena *arena;
    const char *folder; /* as the user named it */
    const char *name;   /* what it is made from */
    struct new_file *files, *last;
    size_t count;
};

static int complain(const char *what, const char *path)
{
    fprintf(stderr, "lunette new: cannot %s %s: %s\n", what, path, strerror(errno));
    return STATUS_USAGE;
}

static struct new_file *add_file(struct new_model *model, const char *from, const char *to)
{
    struct new_file *file = arena_new(model->arena, struct new_file);
    *file = (struct new_file){.to = to, .from = from};
    if (model->last)
        model->last->next = file;
    else
        model->files = file;
    model->last = file;
    model->count++;
    return file;
}

/* ---- what there is to start from ---- */

static bool is_regular(const char *path)
{
    struct stat about;
    return lstat(path, &about) == 0 && S_ISREG(about.st_mode);
}

static bool is_folder(const char *path)
{
    struct stat about;
    return lstat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static bool is_model(struct arena *arena, const char *models, const char *name)
{
    return name[0] != '.' && is_regular(arena_format(arena, "%s/%s/model.lua", models, name));
}

/* Whether this is the name of a shipped model: a folder's own name, so that no path passes for one. */
static bool is_shipped(struct arena *arena, const char *models, const char *wanted)
{
    bool found = false;
    DIR *folder = opendir(models);
    for (struct dirent *entry; folder && !found && (entry = readdir(folder));)
        found = strcmp(entry->d_name, wanted) == 0 && is_model(arena, models, wanted);
    if (folder)
        closedir(folder);
    return found;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int complain_unknown(struct arena *arena, const char *models, const char *wanted)
{
    enum { MOST_NAMES = 64 };
    const char *names[MOST_NAMES] = {minimal};
    size_t count = 1;
    DIR *folder = opendir(models);
    for (struct dirent *entry; folder && count < MOST_NAMES && (entry = readdir(folder));)
        if (is_model(arena, models, entry->d_name))
            names[count++] = arena_copy(arena, entry->d_name, strlen(entry->d_name));
    if (folder)
        closedir(folder);
    qsort(names, count, sizeof *names, compare_names);
    struct nearest nearest;
    nearest_start(&nearest, wanted);
    for (size_t i = 0; i < count; i++)
        nearest_offer(&nearest, names[i]);
    fprintf(stderr, "lunette new: there is no model '%s'%s", wanted,
            nearest_hint(&nearest, "; there are: "));
    for (size_t i = 0; i < count && !nearest_best(&nearest); i++)
        fprintf(stderr, "%s%s", i ? ", " : "", names[i]);
    fprintf(stderr, "\n");
    return STATUS_USAGE;
}

static bool ends_in_lua(const char *name)
{
    size_t length = strlen(name);
    return length > 4 && strcmp(name + length - 4, ".lua") == 0;
}

/* Regular Lua files only: pictures are drawn anew, and a link could lead anywhere. */
static bool list_files(struct new_model *model, const char *from, const char *to, int depth)
{
    DIR *folder = opendir(from);
    if (!folder)
        return false;
    bool well = true;
    for (struct dirent *entry; well && (entry = readdir(folder));) {
        const char *name = entry->d_name;
        const char *source = arena_format(model->arena, "%s/%s", from, name);
        const char *target = arena_format(model->arena, "%s/%s", to, name);
        if (name[0] == '.')
            continue;
        if (ends_in_lua(name) && is_regular(source))
            add_file(model, source, target);
        else if (depth < DEEPEST_FOLDER && is_folder(source))
            well = list_files(model, source, target, depth + 1);
    }
    closedir(folder);
    return well;
}

/* ---- the editor's settings ---- */

static void add_library(struct buf *out, const char *folder)
{
    char absolute[PATH_MAX];
    json_add_string(out, realpath(folder, absolute) ? absolute : folder);
}

/* lua/meta holds the language; lua itself is where `require "patterns"` leads. */
static void add_settings(struct new_model *model, const struct home *home)
{
    struct buf *out =
        &add_file(model, NULL, arena_format(model->arena, "%s/.luarc.json", model->folder))->text;
    buf_add_text(out, "{\n  \"runtime.version\": \"Lua 5.4\",\n  \"workspace.library\": [\n    ");
    add_library(out, arena_format(model->arena, "%s/meta", home->lua));
    buf_add_text(out, ",\n    ");
    add_library(out, home->lua);
    buf_add_text(out, "\n  ],\n  \"workspace.checkThirdParty\": false\n}\n");
}

/* ---- writing ---- */

static bool read_file(const char *path, struct buf *text)
{
    FILE *file = fopen(path, "rbe");
    char chunk[4096];
    size_t count;
    if (!file)
        return false;
    while ((count = fread(chunk, 1, sizeof chunk, file)) > 0)
        buf_add(text, chunk, count);
    bool well = !ferror(file);
    fclose(file);
    return well;
}

/* Never writes over a file: O_EXCL. */
static bool write_new_file(const char *path, const struct buf *text)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0)
        return false;
    bool well = write(descriptor, buf_text(text), text->length) == (ssize_t)text->length;
    return close(descriptor) == 0 && well;
}

/* The model's folder, and those in it that lead to the file. */
static bool make_folders(const struct new_model *model, const char *path)
{
    char *folder = arena_copy(model->arena, path, strlen(path));
    for (char *slash = folder + strlen(model->folder); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(folder, 0777) != 0 && errno != EEXIST)
            return false;
        *slash = '/';
    }
    return true;
}

static int write_model(const struct new_model *model)
{
    for (struct new_file *file = model->files; file; file = file->next) {
        if (file->from && !read_file(file->from, &file->text))
            return complain("read", file->from);
        if (!make_folders(model, file->to))
            return complain("make the folder of", file->to);
        if (!write_new_file(file->to, &file->text))
            return complain("make", file->to);
    }
    return STATUS_CLEAN;
}

/* Looked at before the first file is written: half a model would be worse than none. */
static int refuse_existing(const struct new_model *model)
{
    struct stat about;
    for (const struct new_file *file = model->files; file; file = file->next)
        if (lstat(file->to, &about) == 0) {
            errno = EEXIST;
            return complain("make", file->to);
        }
    return STATUS_CLEAN;
}

static int make_model(struct new_model *model)
{
    int status = refuse_existing(model);
    if (status == STATUS_CLEAN)
        status = write_model(model);
    for (struct new_file *file = model->files; file; file = file->next)
        buf_free(&file->text);
    return status;
}

static void tell(const struct new_model *model)
{
    if (model->name == minimal)
        printf("%s/model.lua is a small model to start from.\n", model->folder);
    else
        printf("%s is a copy of %s: %zu files; read model.lua first.\n", model->folder, model->name,
               model->count);
    printf("\n  lunette check %s\n  lunette render %s -o %s/views\n", model->folder, model->folder,
           model->folder);
}

int cmd_new(const struct args *args)
{
    if (!args->operands.count || !args->operands.items[0][0]) {
        fprintf(stderr, "lunette new: name the folder to make: lunette new shop\n");
        return STATUS_USAGE;
    }
    struct home home = home_find(args->arena);
    struct new_model model = {.arena = args->arena,
                              .folder = args->operands.items[0],
                              .name = args->from ? args->from : minimal};
    if (strcmp(model.name, minimal) == 0) {
        model.name = minimal;
        add_file(&model, arena_format(args->arena, "%s/lunette/new.lua", home.lua),
                 arena_format(args->arena, "%s/model.lua", model.folder));
    } else if (!is_shipped(args->arena, home.models, model.name)) {
        return complain_unknown(args->arena, home.models, model.name);
    } else {
        const char *from = arena_format(args->arena, "%s/%s", home.models, model.name);
        if (!list_files(&model, from, model.folder, 0))
            return complain("read", from);
    }
    add_settings(&model, &home);
    int status = make_model(&model);
    if (status == STATUS_CLEAN)
        tell(&model);
    return status;
}
