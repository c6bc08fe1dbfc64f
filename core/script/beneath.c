#include "script/beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FILE_FLAGS = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY };

static int fail(int error)
{
    errno = error;
    return -1;
}

/* Opens one component of a path and closes the folder it is in, unless that is the root. */
static int step_into(int root, int folder, const char *name, int flags)
{
    int next = openat(folder, name, flags | O_NOFOLLOW | O_CLOEXEC);
    int error = errno;
    if (folder != root)
        close(folder);
    errno = error == ENOTDIR && flags & O_PATH ? ELOOP : error;
    return next;
}

int beneath_open_by_steps(int root, const char *path)
{
    char copy[PATH_MAX];
    size_t length = strlen(path);
    if (length >= sizeof copy)
        return fail(ENAMETOOLONG);
    memcpy(copy, path, length + 1);
    if (*copy == '/')
        return fail(EXDEV);
    int folder = root;
    char *name = copy, *slash;
    while ((slash = strchr(name, '/'))) {
        *slash = '\0';
        if (strcmp(name, "..") == 0) {
            if (folder != root)
                close(folder);
            return fail(EXDEV);
        }
        folder = step_into(root, folder, *name ? name : ".", O_PATH | O_DIRECTORY);
        if (folder < 0)
            return -1;
        name = slash + 1;
    }
    return step_into(root, folder, name, FILE_FLAGS);
}

int beneath_open(int root, const char *path)
{
    struct open_how how = {
        .flags = FILE_FLAGS,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
    };
    int file = (int)syscall(SYS_openat2, root, path, &how, sizeof how);
    if (file < 0 && (errno == ENOSYS || errno == EPERM))
        return beneath_open_by_steps(root, path);
    return file;
}
