# Folders are the lists: a new file in cmd/, lib/*/, man/ or tests/ is built,
# checked and installed without a line here.  `make help` names the targets,
# V=1 shows the commands.

VERSION := 0.1.0
PREFIX ?= /usr/local
MODE ?= release
B := build/$(MODE)

PKGS := libgit2 yaml-0.1 libcmark smartcols jansson libutf8proc
DEBS := build-essential pkg-config git libgit2-dev libyaml-dev libcmark-dev \
	libsmartcols-dev libjansson-dev libcsv-dev libutf8proc-dev \
	libcmocka-dev mandoc perl python3 shellcheck cppcheck clang \
	libclang-rt-dev clang-tidy clang-format strace
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wwrite-strings -Wpointer-arith -Wcast-qual \
	-Wvla -Wformat=2 -Wundef
SANITIZE := address,undefined
OPT_release := -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
OPT_asan := -O1 -g -fsanitize=$(SANITIZE) -fno-sanitize-recover=all \
	-fno-omit-frame-pointer
OPT_cover := -O0 -g --coverage
OPT_fuzz := $(OPT_asan) -fsanitize=fuzzer-no-link
LD_release := -pie -Wl,-z,relro,-z,now
LD_asan := -fsanitize=$(SANITIZE)
LD_cover := --coverage
LD_fuzz := -fsanitize=fuzzer,$(SANITIZE)

CFLAGS ?=
CPPFLAGS_ALL = -D_GNU_SOURCE -Ilib -DILP_VERSION='"$(VERSION)"' \
	-DILP_PREFIX='"$(PREFIX)"' $(shell pkg-config --cflags $(PKGS)) \
	$(CPPFLAGS)
CFLAGS_ALL = -std=c11 $(WARN) $(if $(WERROR),-Werror) $(OPT_$(MODE)) \
	-pthread -MMD -MP $(CFLAGS)
LDFLAGS_ALL = $(LD_$(MODE)) -Wl,--as-needed -pthread $(LDFLAGS)
LDLIBS_ALL = $(shell pkg-config --libs $(PKGS)) -lcsv -lm

LIB_OBJ := $(patsubst %.c,$(B)/%.o,$(wildcard lib/*/*.c))
CMD := $(patsubst cmd/%.c,%,$(wildcard cmd/*.c))
BIN := $(CMD:%=$(B)/bin/%) $(B)/bin/git-ilp
UNIT := $(patsubst %.c,$(B)/%,$(wildcard tests/unit/*.c tests/prop/*.c))
FUZZ := $(patsubst %.c,$(B)/%,$(wildcard tests/fuzz/*.c))
SHIM := $(patsubst %.c,$(B)/%.so,$(wildcard tests/fault/*.c))
CMD_T := $(wildcard tests/cmd/*.t tests/golden/*.t tests/lint/*.t)
SOURCES := $(wildcard lib/*/*.[ch] cmd/*.[ch] tests/*/*.[ch])
SCRIPTS := $(CMD_T) $(wildcard tests/*.sh tests/fault/*.t tests/bench/*.sh \
	.ci/* completion/*.bash)
MAN := $(wildcard man/*.[157])
ROOT := $(DESTDIR)$(PREFIX)
COMPLETION := $(ROOT)/share/bash-completion/completions
JOBS := $(shell nproc 2>/dev/null || echo 2)
PROVE := prove -j$(JOBS)
Q := $(if $(V),,@)
say = $(if $(V),,@echo '  $(1)')
link = $(CC) $(LDFLAGS_ALL) -o $@ $< $(B)/libilp.a $(LDLIBS_ALL)
export ILP_BIN := $(abspath $(B)/bin)
export CMOCKA_MESSAGE_OUTPUT := TAP
ifeq ($(findstring j,$(firstword -$(MAKEFLAGS))),)
MAKEFLAGS += -j$(JOBS) --no-print-directory
endif

.PHONY: all deps check asan fuzz fuzz-run fault cover bench lint fmt bless \
	install uninstall dist demo clean help FORCE
all: $(BIN) ## build every command

# Rewritten when compiler or options change: all objects are made again then.
$(B)/flags: FORCE | $(filter deps,$(MAKECMDGOALS))
	@mkdir -p $(sort $(dir $(LIB_OBJ) $(BIN) $(UNIT) $(FUZZ) $(SHIM))) \
		$(B)/cmd
	@echo '$(CC) $(subst ','\'',$(CPPFLAGS_ALL) $(CFLAGS_ALL))' >$@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

$(B)/%.o: %.c $(B)/flags
	$(call say,CC $<)
	$(Q)$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -c -o $@ $<

$(B)/libilp.a: $(LIB_OBJ)
	$(call say,AR $@)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(B)/bin/git-ilp: $(B)/bin/ilp
	@ln -sf ilp $@

$(B)/bin/%: $(B)/cmd/%.o $(B)/libilp.a
	$(call say,LD $@)
	$(Q)$(link)

$(B)/tests/fuzz/%: $(B)/tests/fuzz/%.o $(B)/libilp.a
	$(call say,LD $@)
	$(Q)$(link)

$(B)/tests/fault/%.so: tests/fault/%.c $(B)/flags
	$(call say,LD $@)
	$(Q)$(CC) -D_GNU_SOURCE -std=c11 $(WARN) -O1 -fPIC -shared -o $@ $< -ldl

$(B)/tests/%: $(B)/tests/%.o $(B)/libilp.a
	$(call say,LD $@)
	$(Q)$(link) -lcmocka

deps: ## install what building and testing needs (Debian, Ubuntu)
	@sh .ci/deps $(DEBS)

check: $(BIN) $(UNIT) ## run the tests, under a minute
	$(PROVE) $(UNIT) $(CMD_T)

asan: ## run the tests under address and undefined sanitizers
	$(MAKE) MODE=asan check

fuzz: ## feed every reader FUZZ_RUNS hostile inputs (1000000)
	$(MAKE) MODE=fuzz CC=clang fuzz-run

fuzz-run: $(FUZZ)
	@sh tests/fuzz.sh $(FUZZ)

fault: $(BIN) $(SHIM) ## make every system call of the writers fail once
	SHIMS='$(abspath $(SHIM))' $(PROVE) $(wildcard tests/fault/*.t)

cover: ## run the tests and print the share of lines they reach
	$(MAKE) MODE=cover check
	@sh tests/cover.sh build/cover

bench: $(BIN) ## time the commands against a floor and against git
	@set -e; for b in $(wildcard tests/bench/*.sh); do sh $$b; done

lint: ## clang-format, cppcheck, clang-tidy, man pages, shell scripts
	$(call say,clang-format)
	$(Q)clang-format --dry-run -Werror $(SOURCES)
	$(call say,cppcheck)
	$(Q)cppcheck -q -j$(JOBS) --std=c11 --error-exitcode=1 -Ilib \
		-D_GNU_SOURCE '-D_Noreturn=__attribute__((noreturn))' \
		--enable=warning,performance,portability --inline-suppr \
		--suppress=nullPointer:lib/plan/change.c \
		--suppress=nullPointerRedundantCheck:lib/plan/change.c lib cmd
	$(call say,mandoc)
	$(Q)! mandoc -T lint -W style $(MAN) 2>/dev/null | \
		grep -v 'referenced manual not found'
	$(call say,shellcheck)
	$(Q)shellcheck -x -P SCRIPTDIR $(SCRIPTS)
	$(call say,clang-tidy)
	$(Q)mkdir -p $(B) && printf '%s\n' -std=c11 -I$(CURDIR)/lib \
		$(CPPFLAGS_ALL) >$(B)/compile_flags.txt
	$(Q)printf '%s\n' lib/*/*.c cmd/*.c | xargs -P$(JOBS) -n8 \
		clang-tidy --quiet -p $(B) 2>/dev/null
	$(PROVE) tests/lint/layers.t

fmt: ## lay out the C sources
	clang-format -i $(SOURCES)

bless: $(BIN) ## write the goldens anew; read the diff before committing
	BLESS=1 sh tests/golden/run.t

install: $(BIN) ## PREFIX=/usr/local DESTDIR=
	install -d $(ROOT)/bin $(COMPLETION) $(ROOT)/share/zsh/site-functions
	install -m755 $(CMD:%=$(B)/bin/%) $(ROOT)/bin
	ln -sf ilp $(ROOT)/bin/git-ilp
	$(foreach m,$(MAN),install -Dm644 $m -t $(ROOT)/share/man/man$(subst \
		.,,$(suffix $m)) &&) :
	for t in $$(find templates -type f); do \
		install -Dm644 $$t $(ROOT)/share/ilp/$$t || exit; done
	for c in $(CMD); do \
		install -m644 completion/ilp.bash $(COMPLETION)/$$c || exit; done
	install -m644 completion/_ilp $(ROOT)/share/zsh/site-functions

uninstall: ## take away what install put there
	rm -f $(CMD:%=$(ROOT)/bin/%) $(ROOT)/bin/git-ilp \
		$(foreach m,$(MAN),$(ROOT)/share/man/man$(subst .,,$(suffix \
		$m))/$(notdir $m)) $(CMD:%=$(COMPLETION)/%) \
		$(ROOT)/share/zsh/site-functions/_ilp
	rm -rf $(ROOT)/share/ilp

dist: ## ilp-VERSION.tar.gz of the last commit
	git archive --prefix=ilp-$(VERSION)/ HEAD | gzip -n >ilp-$(VERSION).tar.gz

demo: $(BIN) ## a small school to play with in ./ilp-demo
	@sh tests/demo.sh ilp-demo

clean: ## remove everything that was built
	rm -rf build ilp-demo ilp-*.tar.gz

help: ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## /\1	/p' Makefile | \
		while IFS='	' read -r t s; do printf '%-10s %s\n' "$$t" "$$s"; done

.SECONDARY:
-include $(shell find $(B) -name '*.d' 2>/dev/null)
