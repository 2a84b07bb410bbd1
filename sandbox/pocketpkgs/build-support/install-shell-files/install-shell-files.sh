installBin() {
  local file
  for file in "$@"; do
    if [ "$file" = -- ]; then continue; fi
    install -Dm755 -T "$file" "${!outputBin}/bin/$(stripHash "$file")"
  done
}

# installManPage [--name NAME] PAGE...: the section is the number that the name ends in.
installManPage() {
  local name= file base section
  while (( $# )); do
    case "$1" in
      --name) name=$2; shift 2; continue ;;
      --name=*) name=${1#--name=}; shift; continue ;;
      --) shift; continue ;;
    esac
    file=$1
    shift
    if [ ! -r "$file" ]; then echo "installManPage: could not read $file" >&2; return 1; fi
    base=${name:-$(stripHash "$file")}
    section=${base%.gz}
    section=${section##*.}
    if ! [[ "$section" =~ ^[1-9] ]]; then
      echo "installManPage: $base does not end in a section's number" >&2
      return 1
    fi
    install -Dm644 -T "$file" "${!outputMan}/share/man/man${section:0:1}/$base"
    name=
  done
}

# installShellCompletion [--cmd NAME] [--name NAME] [--bash|--fish|--zsh] FILE...
installShellCompletion() {
  local shell= name= command= file base target
  while (( $# )); do
    case "$1" in
      --bash | --fish | --zsh | --nushell) shell=${1#--}; shift; continue ;;
      --name) name=$2; shift 2; continue ;;
      --name=*) name=${1#--name=}; shift; continue ;;
      --cmd) command=$2; shift 2; continue ;;
      --cmd=*) command=${1#--cmd=}; shift; continue ;;
      --) shift; continue ;;
    esac
    file=$1
    shift
    base=$(stripHash "$file")
    local kind=$shell
    if [ -z "$kind" ]; then
      case "$base" in
        *.bash) kind=bash ;;
        *.fish) kind=fish ;;
        *.zsh | _*) kind=zsh ;;
        *) echo "installShellCompletion: which shell is $file for? Give --bash, --fish or --zsh" >&2; return 1 ;;
      esac
    fi
    # A pipe, as of <(...), has no name to keep.
    if [[ -z "$name" && -z "$command" && -p "$file" ]]; then
      echo "installShellCompletion: --cmd or --name is needed for a pipe" >&2
      return 1
    fi
    case "$kind" in
      bash) base=${name:-${command:+$command.bash}} base=${base:-$(stripHash "$file")} target=bash-completion/completions ;;
      fish) base=${name:-${command:+$command.fish}} base=${base:-$(stripHash "$file")} target=fish/vendor_completions.d ;;
      zsh)
        base=${name:-${command:+_$command}} base=${base:-$(stripHash "$file")} target=zsh/site-functions
        if [ -z "$name$command" ]; then
          base=_${base#_}
          base=${base%.zsh}
        fi
        ;;
      nushell) base=${name:-${command:+$command.nu}} base=${base:-$(stripHash "$file")} target=nushell/vendor/autoload ;;
    esac
    target="${!outputBin}/share/$target"
    mkdir -p "$target"
    cat "$file" > "$target/$base"
    name=
  done
}
