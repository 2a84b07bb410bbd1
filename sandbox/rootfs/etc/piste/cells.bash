# The shell of a chain: an interactive bash that takes each cell from a pipe instead of from a prompt, so that folders,
# variables, functions, aliases, options and jobs last from one cell to the next. What a cell prints goes to the
# terminal as ever; when it has ended, a mark with its status follows in the same stream.
__piste_cells=$PISTE_CELLS __piste_mark=$PISTE_MARK __piste_saved=/run/piste/shell-state
__piste_status=0 __piste_running= __piste_flags= __piste_count=0
unset PISTE_CELLS PISTE_MARK HISTFILE
set +o history +H
PS1= PS2=
__piste_return() { return "$1"; }

# `exit`, or `set -e` and a failure, ends this shell; the next one takes up what it can from here.
__piste_save() {
  set -- "$__piste_saved"
  unset "${!__piste_@}"
  {
    declare -p
    declare -f
    alias -p
    shopt -p
    printf 'cd -- %q\n' "$PWD"
    set +o
  } > "$1" 2> /dev/null
}
if [[ -r $__piste_saved ]]; then
  # Bash's own read-only variables refuse to be set again; all others come back.
  . "$__piste_saved" 2> /dev/null
  command rm -f "$__piste_saved"
fi
trap __piste_save EXIT

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
  __piste_running=1 __piste_count=$((__piste_count + 1))
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
