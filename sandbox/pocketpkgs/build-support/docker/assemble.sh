# Writes an image to its output, from what a plan says: `image.json`, `config.json`, the store paths in order, the root's
# own files, and the image it is put upon. All times, owners and orders are fixed, so that two runs are one image.
set -euo pipefail
plan=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/image"
field() { jq -r --arg name "$1" '.[$name]' "$plan/image.json"; }

owner=$(field uid) group=$(field gid)
pack() { tar --sort=name --format=gnu --mtime=@1 --owner="$owner" --group="$group" --numeric-owner --hard-dereference "$@"; }
layers=() ids=()

# Takes a layer that is written and calls it by its hash.
keep() {
  local id
  id=$(sha256sum "$1" | cut -d' ' -f1)
  mkdir -p "$work/image/$id"
  mv "$1" "$work/image/$id/layer.tar"
  layers+=("$id/layer.tar") ids+=("sha256:$id")
}

base='{}'
if [ -e "$plan/from" ]; then
  mkdir "$work/from"
  case $(head -c 2 "$plan/from" | od -An -tx1 | tr -d ' ') in
    1f8b) gzip -dc "$plan/from" | tar -x -C "$work/from" ;;
    *) tar -xf "$plan/from" -C "$work/from" ;;
  esac
  base=$(jq -c . "$work/from/$(jq -r '.[0].Config' "$work/from/manifest.json")")
  while read -r layer; do
    cp "$(readlink -f "$work/from/$layer")" "$work/layer"
    keep "$work/layer"
  done < <(jq -r '.[0].Layers[]' "$work/from/manifest.json")
fi

# The first paths get a layer each; one is kept for the rest of them and one for the root's own files.
mapfile -t paths < "$plan/paths"
room=$(($(field maxLayers) - ${#layers[@]} - 2))
single=$((${#paths[@]} <= room + 1 ? ${#paths[@]} : room))
[ "$single" -gt 0 ] || single=0
[ "$(field maxLayers)" -gt 1 ] || single=0
relative() { printf '%s\n' "${@#/}"; }
for path in "${paths[@]:0:single}"; do
  relative "$path" | pack -C / -cf "$work/layer" -T -
  keep "$work/layer"
done
rest=("${paths[@]:single}")
if [ "$(field maxLayers)" -eq 1 ]; then
  # All in one.
  pack -C "$plan/root" -cf "$work/layer" --mode=u+w .
  [ ${#rest[@]} -eq 0 ] || relative "${rest[@]}" | pack -C / -rf "$work/layer" -T -
  keep "$work/layer"
else
  if [ ${#rest[@]} -gt 0 ]; then
    relative "${rest[@]}" | pack -C / -cf "$work/layer" -T -
    keep "$work/layer"
  fi
  pack -C "$plan/root" -cf "$work/layer" --mode=u+w .
  keep "$work/layer"
fi

joined() { printf '%s\n' "$@" | jq -R . | jq -sc .; }
jq -cn --argjson base "$base" --slurpfile image "$plan/image.json" --slurpfile config "$plan/config.json" \
  --argjson ids "$(joined "${ids[@]}")" '{
    architecture: $image[0].architecture,
    os: "linux",
    created: $image[0].created,
    # What the base starts is not what this image starts; what it sets for everyone stays.
    config: ($config[0] + (if $base.config.Env then { Env: ($base.config.Env + ($config[0].Env // [])) } else {} end)),
    rootfs: { type: "layers", diff_ids: $ids },
    history: [$ids[] | { created: $image[0].created, created_by: "nix" }]
  }' > "$work/config.json"
id=$(sha256sum "$work/config.json" | cut -d' ' -f1)
mv "$work/config.json" "$work/image/$id.json"
name=$(field name) fixed=$(field tag)
tag=${fixed:-${tag%%-*}}
jq -cn --arg config "$id.json" --arg tag "$name:$tag" --argjson layers "$(joined "${layers[@]}")" \
  '[{ Config: $config, RepoTags: [$tag], Layers: $layers }]' > "$work/image/manifest.json"
jq -cn --arg name "$name" --arg tag "$tag" --arg id "$id" '{ ($name): { ($tag): $id } }' > "$work/image/repositories"
owner=0 group=0
cd "$work/image"
pack -c -- *
