#include "jail/output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "jail/frame.h"
#include "jail/say.h"

/* More than any model has views; a bound on what empty files can cost. */
enum { FILES_MAX = 100000 };

/* Of a file's name within its temporary name, so that the sum stays under the usual 255. */
enum { TEMPORARY_NAME_PART = 200 };

static bool name_is_plain(const char *name, size_t length)
{
    if (length == 0 || (length == 1 && name[0] == '.') || (length == 2 && !memcmp(name, "..", 2)))
        return false;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)name[i];
        if (c < ' ' || c == 0x7f || c == '/')
            return false;
    }
    return true;
}

static char *copy_bytes(const char *bytes, size_t length)
{
    char *copy = mem_alloc(length + 1);
    if (length > 0)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

/* The path that a name of digits stands for; NULL when there is none. */
static const char *path_numbered(const struct output *output, const char *name, size_t length)
{
    size_t number = 0, count = 0;
    if (length < 1 || length > 3)
        return NULL;
    for (size_t i = 0; i < length; i++) {
        if (name[i] < '0' || name[i] > '9')
            return NULL;
        number = number * 10 + (size_t)(name[i] - '0');
    }
    while (output->paths && output->paths[count])
        count++;
    return number < count ? output->paths[number] : NULL;
}

const char *output_keep(struct output *output, const char *name, size_t name_length,
                        const char *bytes, size_t length)
{
    if (!output->folder && !path_numbered(output, name, name_length))
        return "sent a file that nobody asked for";
    if (output->folder && !name_is_plain(name, name_length))
        return "named a file with a path";
    if (output->count == FILES_MAX)
        return "sent too many files";
    if (output->count == output->capacity) {
        output->capacity = output->capacity ? output->capacity * 2 : 16;
        output->files = mem_resize(output->files, output->capacity * sizeof *output->files);
    }
    output->files[output->count++] = (struct output_file){
        .name = copy_bytes(name, name_length),
        .bytes = copy_bytes(bytes, length),
        .length = length,
    };
    return NULL;
}

/* Makes the folders that lead to the last component of `path`. What cannot be made shows when the
 * file is opened, with an error that names the file. */
static void make_folders_above(const char *path)
{
    char *partial = copy_bytes(path, strlen(path));
    for (char *slash = strchr(partial, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(partial, 0777);
        *slash = '/';
    }
    mem_free(partial);
}

/* Closes whatever has happened; errno stays that of the first failure. */
static bool close_after(int descriptor, bool well)
{
    int error = errno;
    if (close(descriptor) != 0 && well)
        return false;
    errno = error;
    return well;
}

/* The mode of the file that is replaced, so that a private one stays private. */
static mode_t mode_for(const char *path)
{
    struct stat old;
    if (lstat(path, &old) == 0 && S_ISREG(old.st_mode))
        return old.st_mode & 0777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static bool fill_temporary(int descriptor, const char *path, const struct output_file *file)
{
    bool well = fchmod(descriptor, mode_for(path)) == 0 &&
                frame_write_bytes(descriptor, file->bytes, file->length) && fsync(descriptor) == 0;
    return close_after(descriptor, well);
}

static char *temporary_beside(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    struct buf temporary = {0};
    buf_add(&temporary, path, (size_t)(name - path));
    buf_printf(&temporary, ".%.*s.XXXXXX", TEMPORARY_NAME_PART, name);
    return temporary.data;
}

static bool replace_file(const char *path, const struct output_file *file)
{
    char *temporary = temporary_beside(path);
    int descriptor = mkostemp(temporary, O_CLOEXEC);
    bool made = descriptor >= 0;
    bool well = made && fill_temporary(descriptor, path, file) && rename(temporary, path) == 0;
    int error = errno;
    if (made && !well)
        unlink(temporary);
    mem_free(temporary);
    errno = error;
    return well;
}

/* A signal that ends the program waits until the temporary file has got its name or is gone. */
static bool replace_file_undisturbed(const char *path, const struct output_file *file)
{
    sigset_t ending, before;
    sigemptyset(&ending);
    sigaddset(&ending, SIGHUP);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGQUIT);
    sigaddset(&ending, SIGTERM);
    sigprocmask(SIG_BLOCK, &ending, &before);
    bool well = replace_file(path, file);
    int error = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return well;
}

/* /dev/stdout leads to a plain file when the shell sends it to one, and must not be replaced either. */
static bool is_special(const char *path)
{
    struct stat target;
    if (strncmp(path, "/dev/", strlen("/dev/")) == 0)
        return true;
    return stat(path, &target) == 0 && !S_ISREG(target.st_mode) && !S_ISDIR(target.st_mode);
}

static bool write_special(const char *path, const struct output_file *file)
{
    int descriptor = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    return close_after(descriptor, frame_write_bytes(descriptor, file->bytes, file->length));
}

static bool write_file(const char *path, bool may_be_special, const struct output_file *file)
{
    if (may_be_special && is_special(path))
        return write_special(path, file);
    make_folders_above(path);
    return replace_file_undisturbed(path, file);
}

static bool write_named(const struct output *output, const struct output_file *file)
{
    struct buf path = {0};
    if (output->folder)
        buf_printf(&path, "%s/%s", output->folder, file->name);
    else
        buf_add_text(&path, path_numbered(output, file->name, strlen(file->name)));
    bool well = write_file(path.data, output->folder == NULL, file);
    if (!well)
        say("cannot write %s: %s", path.data, strerror(errno));
    buf_free(&path);
    return well;
}

bool output_write(const struct output *output)
{
    bool well = true;
    for (size_t i = 0; i < output->count; i++)
        well &= write_named(output, &output->files[i]);
    return well;
}

void output_free(struct output *output)
{
    for (size_t i = 0; i < output->count; i++) {
        mem_free(output->files[i].name);
        mem_free(output->files[i].bytes);
    }
    mem_free(output->files);
}
