# Folders are the lists: a new file in cmd/, lib/*/, man/ or tests/unit/ is
# built, checked and installed without a line here.  `make help` names targets.

VERSION := 0.1.0
PREFIX ?= /usr/local
MODE ?= release
B := build/$(MODE)

PKGS := libgit2 yaml-0.1 libcmark smartcols jansson libutf8proc
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wwrite-strings -Wpointer-arith -Wcast-qual \
	-Wvla -Wformat=2 -Wundef
HARDEN := -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
OPT_release := -O2 -g $(HARDEN)
OPT_asan := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer
OPT_cover := -O0 -g --coverage
LD_release := -pie -Wl,-z,relro,-z,now
LD_asan := -fsanitize=address,undefined
LD_cover := --coverage

CFLAGS ?=
CPPFLAGS_ALL = -D_GNU_SOURCE -Ilib -DILP_VERSION='"$(VERSION)"' \
	-DILP_PREFIX='"$(PREFIX)"' $(shell pkg-config --cflags $(PKGS)) \
	$(CPPFLAGS)
CFLAGS_ALL = -std=c11 $(WARN) $(if $(WERROR),-Werror) $(OPT_$(MODE)) \
	-pthread -MMD -MP $(CFLAGS)
LDFLAGS_ALL = $(LD_$(MODE)) -Wl,--as-needed -pthread $(LDFLAGS)
LIBS_LOCAL := yaml-0.1 libcmark smartcols jansson libutf8proc
LDLIBS_ALL = $(shell pkg-config --libs $(PKGS)) -lcsv -lm

LIB_SRC := $(wildcard lib/*/*.c)
LIB_OBJ := $(LIB_SRC:%.c=$(B)/%.o)
CMD := $(patsubst cmd/%.c,%,$(wildcard cmd/*.c))
BIN := $(CMD:%=$(B)/bin/%)
UNIT := $(patsubst tests/%.c,$(B)/tests/%,$(wildcard tests/unit/*.c tests/prop/*.c))

.PHONY: all
all: $(BIN) ## build every command

$(B)/libilp.a: $(LIB_OBJ)
	@rm -f $@
	$(AR) rcs $@ $^

$(B)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -c -o $@ $<

$(B)/bin/%: $(B)/cmd/%.o $(B)/libilp.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS_ALL) -o $@ $< $(B)/libilp.a $(LDLIBS_ALL)

$(B)/tests/%: $(B)/tests/%.o $(B)/libilp.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS_ALL) -o $@ $< $(B)/libilp.a $(LDLIBS_ALL) -lcmocka

.SECONDARY:
-include $(shell find $(B) -name '*.d' 2>/dev/null)
