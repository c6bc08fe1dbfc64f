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
#include "jail/output_parts.h"
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

/* Every part between two slashes is a plain name. */
bool output_is_below(const char *name, size_t length)
{
    const char *end = name + length;
    for (const char *part = name, *slash; part; part = slash ? slash + 1 : NULL) {
        slash = memchr(part, '/', (size_t)(end - part));
        if (!name_is_plain(part, (size_t)((slash ? slash : end) - part)))
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

/* The path that a name of digits stands for, behind a slash where there is a folder; NULL when there is
 * none. */
static const char *path_numbered(const struct output *output, const char *name, size_t length)
{
    size_t number = 0, count = 0;
    if (output->folder && (!length || *name != '/'))
        return NULL;
    name += output->folder ? 1 : 0;
    length -= output->folder ? 1 : 0;
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

static bool is_below_record(const struct output *output, const char *name, size_t length)
{
    const char *record = output->record_count ? output->records[output->record_count - 1] : NULL;
    const char *slash = record ? strrchr(record, '/') : NULL;
    size_t folder = slash ? (size_t)(slash - record) + 1 : 0;
    return folder < length && memcmp(name, record ? record : name, folder) == 0;
}

const char *output_record(struct output *output, const char *name, size_t length)
{
    if (!output->folder || !output_is_below(name, length))
        return "named a file with a path";
    if (output->record_count == FILES_MAX)
        return "sent too many files";
    output->records =
        mem_resize(output->records, (output->record_count + 1) * sizeof *output->records);
    output->records[output->record_count++] = copy_bytes(name, length);
    return NULL;
}

const char *output_keep(struct output *output, const char *name, size_t name_length,
                        const char *bytes, size_t length)
{
    bool is_path = path_numbered(output, name, name_length) != NULL;
    if (!output->folder && !is_path)
        return "sent a file that nobody asked for";
    if (!is_path && !(output->nests ? output_is_below : name_is_plain)(name, name_length))
        return "named a file with a path";
    if (!is_path && !is_below_record(output, name, name_length))
        return "sent a file beside its record";
    if (output->count == FILES_MAX)
        return "sent too many files";
    output->files =
        mem_room(output->files, output->count, &output->capacity, sizeof *output->files);
    output->files[output->count++] = (struct output_file){
        .name = copy_bytes(name, name_length),
        .bytes = copy_bytes(bytes, length),
        .length = length,
        .record = is_path ? 0 : output->record_count,
    };
    return NULL;
}

/* The part of the path that names the folder it lies in: so many bytes, 0 for the current one. */
static size_t parent_length(const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    while (length > 0 && path[length - 1] != '/')
        length--;
    return length > 1 ? length - 1 : length;
}

/* A typing slip in a path is to be told, not to be made a folder. */
static bool has_parent(const char *path)
{
    struct stat info;
    size_t length = parent_length(path);
    char *parent = length ? copy_bytes(path, length) : copy_bytes(".", 1);
    bool is_there = stat(parent, &info) == 0;
    int error = is_there && !S_ISDIR(info.st_mode) ? ENOTDIR : is_there ? 0 : errno;
    if (error == ENOENT)
        say("cannot write %s: there is no folder %s", path, parent);
    else if (error)
        say("cannot write %s: %s: %s", path, parent, strerror(error));
    mem_free(parent);
    return !error;
}

/* Before a model is read for nothing, and not once for each of its files. */
static bool is_writable(const char *folder)
{
    struct stat info;
    size_t length = parent_length(folder);
    bool is_there = stat(folder, &info) == 0;
    char *parent = length ? copy_bytes(folder, length) : copy_bytes(".", 1);
    int error = is_there && !S_ISDIR(info.st_mode) ? ENOTDIR : 0;
    if (!error && faccessat(AT_FDCWD, is_there ? folder : parent, W_OK | X_OK, AT_EACCESS) != 0)
        error = errno;
    if (error)
        say("cannot write %s: %s", folder, strerror(error));
    mem_free(parent);
    return !error;
}

bool output_has_folders(const struct output *output)
{
    bool well = !output->folder || (has_parent(output->folder) && is_writable(output->folder));
    for (size_t i = 0; output->paths && output->paths[i] && well; i++)
        well = has_parent(output->paths[i]);
    return well;
}

/* Makes the folders within `root` that lead to the last component of `path`. The root may be a link, for it is
 * the user's own word; below it a link could lead anywhere. */
static bool make_folders_within(const char *root, const char *path)
{
    struct stat info;
    char *partial = copy_bytes(path, strlen(path));
    bool well = true;
    for (char *slash = strchr(partial + strlen(root) + 1, '/'); slash && well;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        int error = mkdir(partial, 0777) == 0 ? 0 : errno;
        well = lstat(partial, &info) == 0;
        if (!well)
            errno = error;
        if (well && !S_ISDIR(info.st_mode)) {
            errno = S_ISLNK(info.st_mode) ? ELOOP : ENOTDIR;
            well = false;
        }
        *slash = '/';
    }
    mem_free(partial);
    return well;
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

/* What a run wrote below a folder it can write again, so nobody waits for the disk: for 265 files of
 * an export that was 1.4 s of 1.8. */
static bool fill_temporary(int descriptor, const char *path, bool is_below,
                           const struct output_file *file)
{
    bool well = fchmod(descriptor, mode_for(path)) == 0 &&
                frame_write_bytes(descriptor, file->bytes, file->length) &&
                (is_below || fsync(descriptor) == 0);
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

static bool replace_file(const char *path, bool is_below, const struct output_file *file)
{
    char *temporary = temporary_beside(path);
    int descriptor = mkostemp(temporary, O_CLOEXEC);
    bool made = descriptor >= 0;
    bool well =
        made && fill_temporary(descriptor, path, is_below, file) && rename(temporary, path) == 0;
    int error = errno;
    if (made && !well)
        unlink(temporary);
    mem_free(temporary);
    errno = error;
    return well;
}

/* A signal that ends the program waits until the temporary file has got its name or is gone. */
static bool replace_file_undisturbed(const char *path, bool is_below,
                                     const struct output_file *file)
{
    sigset_t ending, before;
    sigemptyset(&ending);
    sigaddset(&ending, SIGHUP);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGQUIT);
    sigaddset(&ending, SIGTERM);
    sigprocmask(SIG_BLOCK, &ending, &before);
    bool well = replace_file(path, is_below, file);
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

/* `root` NULL: a single file, of any place and kind. */
static bool write_file(const char *path, const char *root, const struct output_file *file)
{
    if (!root && is_special(path))
        return write_special(path, file);
    return (!root || make_folders_within(root, path)) &&
           replace_file_undisturbed(path, root != NULL, file);
}

static void say_more(struct failures *failures)
{
    if (failures->more)
        say("cannot write %zu more file%s: %s", failures->more, failures->more == 1 ? "" : "s",
            strerror(failures->error));
    *failures = (struct failures){0};
}

static void say_failure(struct failures *failures, const char *path, int error)
{
    if (error == failures->error) {
        failures->more++;
        return;
    }
    say_more(failures);
    say("cannot write %s: %s", path, strerror(error));
    failures->error = error;
}

bool output_write_named(const struct output *output, const struct output_file *file,
                        struct failures *failures)
{
    struct buf path = {0};
    const char *single = path_numbered(output, file->name, strlen(file->name));
    if (single)
        buf_add_text(&path, single);
    else
        buf_printf(&path, "%s/%s", output->folder, file->name);
    bool well = write_file(path.data, single ? NULL : output->folder, file);
    if (!well)
        say_failure(failures, path.data, errno);
    buf_free(&path);
    return well;
}

static bool make_folder(const char *folder)
{
    if (mkdir(folder, 0777) == 0 || errno == EEXIST)
        return true;
    say("cannot make the folder %s: %s", folder, strerror(errno));
    return false;
}

bool output_write(const struct output *output)
{
    struct failures failures = {0};
    bool well = !output->folder || !output->count || make_folder(output->folder);
    if (!well)
        return false;
    for (size_t i = 1; i <= output->record_count; i++)
        well &= output_write_recorded(output, i, &failures);
    for (size_t i = 0; i < output->count; i++)
        if (!output->files[i].record)
            well &= output_write_named(output, &output->files[i], &failures);
    say_more(&failures);
    return well;
}

void output_free(struct output *output)
{
    for (size_t i = 0; i < output->count; i++) {
        mem_free(output->files[i].name);
        mem_free(output->files[i].bytes);
    }
    for (size_t i = 0; i < output->record_count; i++)
        mem_free(output->records[i]);
    mem_free(output->records);
    mem_free(output->files);
}
