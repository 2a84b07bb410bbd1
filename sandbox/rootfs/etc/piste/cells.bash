# The shell of a chain: an interactive bash that takes each cell from a pipe instead of from a prompt, so that folders,
# variables, functions, aliases, options and jobs last from one cell to the next. What a cell prints goes to the
# terminal as ever; when it has ended, a mark with its status follows in the same stream.
__piste_cells=$PISTE_CELLS __piste_mark=$PISTE_MARK __piste_saved=/run/piste/shell-state
__piste_status=0 __piste_running= __piste_flags= __piste_count=0 __piste_keep=$'\1save' __piste_traps= __piste_shopt=
__piste_special=/run/piste/shell-traps
unset PISTE_CELLS PISTE_MARK HISTFILE
set +o history +H
PS1= PS2=
__piste_return() { return "$1"; }

# What a shell can hand to another, as commands: of the shell that `exit` ends, or `set -e` and a failure, to the next one
# here; of one that goes on, as a snapshot has it. While they are read, aliases count for nothing. Functions come late,
# for they may be named like the builtins that are called before, and what changes how bash goes on comes last. Traps
# wait for the next cell. Option `m` is off wherever this runs in a subshell.
__piste_save() {
  if [[ $__piste_running ]]; then __piste_status=0 __piste_flags=$-; fi
  # First of all, for bash reads what stands in `$( )` again, with the aliases of now.
  __piste_shopt=$BASHOPTS
  builtin shopt -u expand_aliases
  __piste_set=$(builtin set +o)
  builtin set +eT +o posix
  [[ $__piste_traps ]] || __piste_list_traps
  builtin trap - DEBUG ERR RETURN
  __piste_write "$@" >| "$__piste_saved"
}

# In a function bash forgets those that `__piste_special` has, DEBUG last, or it would see the others being set. The
# assignment at the end is seen by it where there was an empty text to evaluate in the other shell.
__piste_list_traps() {
  __piste_text=$(builtin trap -p; command -p cat "$__piste_special")
  __piste_traps=$(
    trap() { builtin printf '\\builtin trap -- %q %s\n' "$2" "$3"; }
    builtin printf '\\builtin history -c\n'
    builtin eval "$__piste_text"
    builtin printf '__piste_traps=\n'
  )
}

__piste_write() {
  builtin printf '__piste_status=%s __piste_flags=%s __piste_traps=%q\n' "$__piste_status" "$__piste_flags" "$__piste_traps"
  # What a cell has unset is not to come back from what the next shell begins with.
  builtin printf '__piste_names=%q\n__piste_forget\n' " $(builtin compgen -v | command -p tr '\n' ' ')"
  builtin printf 'shopt -u expand_aliases\n'
  builtin shopt -p | command -p grep -v expand_aliases
  for ((__piste_at = ${#DIRSTACK[@]} - 1; __piste_at > 0; __piste_at--)); do
    builtin printf 'pushd -n -- %q\n' "${DIRSTACK[__piste_at]}"
  done
  builtin printf 'cd -- %q\n' "$PWD"
  builtin umask -p
  builtin printf 'unset BASH_COMPAT\nset --'
  (($# == 0)) || builtin printf ' %q' "$@"
  builtin printf '\n'
  builtin alias -p
  builtin complete -p
  __piste_late=$(
    builtin declare -Fx
    builtin declare -Fr
    ((${#BASH_CMDS[@]} == 0)) || builtin hash -l
    [[ :$__piste_shopt: != *:expand_aliases:* ]] || builtin printf 'shopt -s expand_aliases\n'
    builtin printf '%s\n' "$__piste_set" | command -p grep -v -e xtrace -e verbose -e errexit
    [[ $__piste_flags != *e* ]] || builtin printf 'set -e\n'
    builtin enable -n
  )
  __piste_functions=$(__piste_list_functions)
  # What each shell has of its own, or makes up whenever it is asked for.
  builtin unset DIRSTACK GROUPS BASHPID BASH_ARGV0 BASH_COMMAND BASH_SUBSHELL LINENO HISTCMD RANDOM SRANDOM EPOCHREALTIME \
    EPOCHSECONDS COLUMNS LINES PROMPT_COMMAND POSIXLY_CORRECT BASH_CMDS BASH_ALIASES
  # The names must not be in what is printed, and the texts have to be printed after them.
  builtin set -- "$__piste_functions" "$__piste_late"
  builtin unset "${!__piste_@}"
  builtin declare -p
  builtin printf '%s\n' "$1"
  while IFS= builtin read -r REPLY; do
    [[ $REPLY != *[![:space:]]* ]] || builtin printf 'builtin %s\n' "${REPLY#builtin }"
  done <<< "$2"
  builtin printf ':\n'
}

__piste_list_functions() {
  while IFS= builtin read -r __piste_at; do
    [[ $__piste_at == __piste_* ]] || builtin declare -f -- "$__piste_at"
  done < <(builtin compgen -A function)
}

__piste_forget() {
  while IFS= builtin read -r __piste_at; do
    case $__piste_at in
      __piste_* | COLUMNS | LINES) ;;
      *) [[ $__piste_names == *" $__piste_at "* ]] || builtin unset -v "$__piste_at" ;;
    esac
  done < <(builtin compgen -v)
}

# A cell's end: its status, and a mark that says it.
__piste_end() {
  __piste_status=$1 __piste_flags=$-
  builtin set +xv
  builtin jobs
  __piste_running=
  __piste_say "$1" "$__piste_count"
}
__piste_say() { builtin printf '\e]133;D;%s;%s;%s\a' "$1" "$__piste_mark" "$2" > /dev/tty; }

# The next cell, when it comes. A shell whose pipe is gone says so by a mark with the number 0, so that the cell that it
# never got goes to another.
__piste_next() {
  [[ ! $__piste_running ]] || __piste_end 0
  while ((1)); do
    if ! IFS= builtin read -r -d '' __piste_cell < "$__piste_cells"; then
      __piste_say 70 0
      builtin exec 70
    fi
    __piste_count=$((__piste_count + 1))
    [[ $__piste_cell == "$__piste_keep" ]] || break
    if (__piste_save "$@"); then __piste_cell=0; else __piste_cell=1; fi
    builtin jobs
    __piste_say "$__piste_cell" "$__piste_count"
  done
  __piste_running=1
  case $__piste_flags in
    *v*x* | *x*v*) __piste_cell="\\builtin set -xv"$'\n'$__piste_cell ;;
    *v*) __piste_cell="\\builtin set -v"$'\n'$__piste_cell ;;
    *x*) __piste_cell="\\builtin set -x"$'\n'$__piste_cell ;;
  esac
}

# What an interrupt comes back to: it may have been in the middle of a cell.
__piste_begin() {
  [[ ! $__piste_running ]] || __piste_end 130
  [[ :$__piste_shopt: != *:expand_aliases:* ]] || builtin shopt -s expand_aliases
}

trap '{ \builtin trap -p RETURN ERR DEBUG >| "$__piste_special"; \__piste_save "$@"; } > /dev/null 2>&1' EXIT
if [[ -r $__piste_saved ]]; then
  # Variables that are exported here need not be so there.
  unset -v $(compgen -e)
  # Bash's own read-only variables refuse to be set again; all others come back.
  { . "$__piste_saved"; } > /dev/null 2>&1
  [[ $__piste_flags != *m* ]] || builtin set -m
  builtin command -p rm -f "$__piste_saved"
fi

# As the prompt's command it runs at the top level, where `declare` is not local. It is read anew after an interrupt: a
# cell's aliases must not count then, and what it does stands in functions, which were read before and which no trap of
# a cell sees. The names of builtins are spelt out: a cell may define functions of the same names. A cell that says
# `break` or `continue` meets this loop, and has ended all the same.
PROMPT_COMMAND='__piste_shopt=$BASHOPTS
\builtin shopt -u expand_aliases
{
  { __piste_begin; } > /dev/null 2>&1
  while {
    builtin trap -p RETURN ERR DEBUG >| "$__piste_special"
    __piste_next "$@"
    builtin eval "$__piste_traps"
  } > /dev/null 2>&1; do
    if { __piste_return "$__piste_status"; } > /dev/null 2>&1; then
      builtin eval "$__piste_cell"
    else
      builtin eval "$__piste_cell"
    fi
    { __piste_end "$?"; } > /dev/null 2>&1
  done
  { __piste_end 0; } > /dev/null 2>&1
  builtin kill -INT $$
}'
