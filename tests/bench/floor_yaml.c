/*
 * The floor of everything that reads all plans: walks plans/, reads each
 * *.md and runs libyaml's events over its front matter, on one thread.
 * Prints how many files, bytes and scalars there were.  It leaves out what
 * plans mean: bodies, types, errors with places.
 *
 *	floor_yaml [DIR]
 */

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

struct counts {
	size_t files, bytes, scalars;
	char *room; /* for one file */
	size_t cap;
};

static void
count_events(struct counts *c, const char *src, size_t len)
{
	yaml_parser_t p;
	yaml_event_t ev;
	int more = 1;

	if (!yaml_parser_initialize(&p))
		exit(4);
	yaml_parser_set_input_string(&p, (const unsigned char *)src, len);
	while (more && yaml_parser_parse(&p, &ev)) {
		c->scalars += ev.type == YAML_SCALAR_EVENT;
		more = ev.type != YAML_STREAM_END_EVENT;
		yaml_event_delete(&ev);
	}
	yaml_parser_delete(&p);
}

static void
read_file(struct counts *c, int dir, const char *name)
{
	int fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	const char *end;
	struct stat st;
	ssize_t n;

	if (fd < 0 || fstat(fd, &st) != 0)
		exit(4);
	if ((size_t)st.st_size >= c->cap) {
		c->cap = (size_t)st.st_size + 1;
		c->room = realloc(c->room, c->cap);
		if (!c->room)
			exit(4);
	}
	n = read(fd, c->room, (size_t)st.st_size);
	close(fd);
	if (n < 0)
		exit(4);
	c->room[n] = '\0';
	c->files++;
	c->bytes += (size_t)n;
	end = strncmp(c->room, "---\n", 4) == 0 ? strstr(c->room + 4, "\n---\n")
						: NULL;
	if (end)
		count_events(c, c->room + 4, (size_t)(end - c->room - 3));
}

static void
walk(struct counts *c, int fd)
{
	DIR *d = fdopendir(fd);
	struct dirent *e;

	while (d && (e = readdir(d))) {
		size_t n = strlen(e->d_name);
		int sub;

		if (e->d_name[0] == '.' || strcmp(e->d_name, "files") == 0)
			continue;
		if (e->d_type == DT_REG) {
			if (n > 3 && strcmp(e->d_name + n - 3, ".md") == 0)
				read_file(c, dirfd(d), e->d_name);
			continue;
		}
		sub = openat(dirfd(d), e->d_name,
		    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (sub >= 0)
			walk(c, sub);
	}
	if (d)
		closedir(d);
}

int
main(int argc, char **argv)
{
	struct counts c = {0};
	int fd;

	if (argc > 1 && chdir(argv[1]) != 0)
		return 4;
	fd = open("plans", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return 4;
	walk(&c, fd);
	free(c.room);
	printf(
	    "%zu files, %zu bytes, %zu scalars\n", c.files, c.bytes, c.scalars);
	return fclose(stdout) == 0 ? 0 : 4;
}
