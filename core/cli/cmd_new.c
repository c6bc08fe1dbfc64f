/* lunette new: a small model that checks clean, ready to edit. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "cli/commands.h"
#include "cli/home.h"
#include "cli/session.h"

static int complain(const char *what, const char *path)
{
    fprintf(stderr, "lunette new: cannot %s %s: %s\n", what, path, strerror(errno));
    return STATUS_USAGE;
}

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

int cmd_new(const struct args *args)
{
    if (!args->operands.count) {
        fprintf(stderr, "lunette new: name the folder to make: lunette new shop\n");
        return STATUS_USAGE;
    }
    const char *folder = args->operands.items[0];
    struct home home = home_find(args->arena);
    const char *from = arena_format(args->arena, "%s/lunette/new.lua", home.lua);
    const char *to = arena_format(args->arena, "%s/model.lua", folder);
    struct buf text = {0};
    if (!read_file(from, &text))
        return complain("read", from);
    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        return complain("make the folder", folder);
    bool written = write_new_file(to, &text);
    buf_free(&text);
    if (!written)
        return complain("make", to);
    printf("%s is a small model to start from.\n\n  lunette check %s\n  lunette render %s -o %s/views\n",
           to, folder, folder, folder);
    return STATUS_CLEAN;
}
