# The shell of a chain: an interactive bash that takes each cell from a pipe instead of from a prompt, so that folders,
# variables, functions, aliases, options and jobs last from one cell to the next. What a cell prints goes to the
# terminal as ever; when it has ended, a mark with its status follows in the same stream.
__piste_cells=$PISTE_CELLS __piste_mark=$PISTE_MARK __piste_saved=/run/piste/shell-state
__piste_status=0 __piste_running= __piste_flags= __piste_count=0 __piste_keep=$'\1save'
unset PISTE_CELLS PISTE_MARK HISTFILE
set +o history +H
PS1= PS2=
__piste_return() { return "$1"; }

# What a shell can hand to another, as commands: of the shell that `exit` ends, or `set -e` and a failure, to the next one
# here; of one that goes on, as a snapshot has it. Options come before functions, whose patterns may need them, and
# aliases last, or they would change how the rest is read. Option `m` is off wherever this runs in a subshell.
__piste_save() {
  if [[ $__piste_running ]]; then __piste_status=0 __piste_flags=$-; fi
  builtin printf '__piste_status=%s __piste_flags=%s\n' "$__piste_status" "$__piste_flags"
  builtin shopt -p
  for ((__piste_at = ${#DIRSTACK[@]} - 1; __piste_at > 0; __piste_at--)); do
    builtin printf 'builtin pushd -n -- %q > /dev/null\n' "${DIRSTACK[__piste_at]}"
  done
  builtin printf 'builtin cd -- %q\n' "$PWD"
  builtin umask -p
  builtin printf 'builtin unset BASH_COMPAT\n'
  # What each shell has of its own, or makes up whenever it is asked for.
  builtin unset DIRSTACK GROUPS BASHPID BASH_ARGV0 BASH_COMMAND BASH_SUBSHELL LINENO HISTCMD RANDOM SRANDOM EPOCHREALTIME \
    EPOCHSECONDS COLUMNS LINES PROMPT_COMMAND "${!__piste_@}"
  builtin declare -p
  builtin declare -f
  builtin declare -Fx
  builtin declare -Fr
  builtin printf 'set --'
  (($# == 0)) || builtin printf ' %q' "$@"
  builtin printf '\n'
  builtin set +o
  builtin trap -p
  builtin alias -p
  builtin printf ':\n'
}
trap '__piste_save "$@" >| "$__piste_saved" 2> /dev/null' EXIT
if [[ -r $__piste_saved ]]; then
  # What a cell has unset is not to come back from what this shell was started with.
  unset -v $(compgen -e)
  # Bash's own read-only variables refuse to be set again; all others come back.
  { . "$__piste_saved"; set +x; } 2> /dev/null
  [[ $__piste_flags != *m* ]] || set -m
  command -p rm -f "$__piste_saved"
fi

# As the prompt's command it runs at the top level, where `declare` is not local; an interrupt comes back here.
# A shell whose pipe is gone says so by a mark with the number 0, so that the cell that it never got goes to another.
# The names of builtins are spelt out: a cell may define functions of the same names. A cell that says `break` or
# `continue` meets this loop, and has ended all the same.
PROMPT_COMMAND='
if [[ $__piste_running ]]; then
  __piste_status=130 __piste_running=
  builtin printf "\e]133;D;%s;%s;%s\a" 130 "$__piste_mark" "$__piste_count" > /dev/tty
fi
while :; do
  if [[ $__piste_running ]]; then
    __piste_status=0 __piste_running=
    builtin printf "\e]133;D;%s;%s;%s\a" 0 "$__piste_mark" "$__piste_count" > /dev/tty
  fi
  if ! IFS= builtin read -r -d "" __piste_cell < "$__piste_cells"; then
    builtin printf "\e]133;D;%s;%s;%s\a" 70 "$__piste_mark" 0 > /dev/tty
    builtin exit 70
  fi
  __piste_count=$((__piste_count + 1))
  if [[ $__piste_cell == "$__piste_keep" ]]; then
    if (__piste_save "$@" >| "$__piste_saved") 2> /dev/null; then __piste_cell=0; else __piste_cell=1; fi
    builtin jobs > /dev/null 2>&1
    builtin printf "\e]133;D;%s;%s;%s\a" "$__piste_cell" "$__piste_mark" "$__piste_count" > /dev/tty
    builtin continue
  fi
  __piste_running=1
  if [[ $__piste_flags == *x* ]]; then __piste_cell="set -x
$__piste_cell"; fi
  [[ $__piste_flags == *e* ]] || __piste_return "$__piste_status"
  builtin eval "$__piste_cell"
  { __piste_status=$? __piste_flags=$-; builtin set +x; } 2> /dev/null
  builtin jobs > /dev/null 2>&1
  __piste_running=
  builtin printf "\e]133;D;%s;%s;%s\a" "$__piste_status" "$__piste_mark" "$__piste_count" > /dev/tty
done
__piste_status=0 __piste_running=
builtin printf "\e]133;D;%s;%s;%s\a" 0 "$__piste_mark" "$__piste_count" > /dev/tty
builtin kill -INT $$'
