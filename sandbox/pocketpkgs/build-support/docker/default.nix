# Container images from closures: an image holds what is named and all that it refers to, and nothing else. The format
# is that of `docker save`, which docker, podman and skopeo all read.
{ lib, runCommand, writeText, writeTextFile, buildPackages, runtimeShell, hostPlatform, bash, coreutils, cacert }:
let
  inherit (buildPackages) jq gnutar gzip gawk;
  tools = [ buildPackages.bash buildPackages.coreutils gnutar gzip jq gawk buildPackages.gnused buildPackages.findutils ];

  # As Go calls it, and with it every registry.
  architecture = hostPlatform.go.GOARCH or (
    { x86_64-linux = "amd64"; aarch64-linux = "arm64"; i686-linux = "386"; }.${hostPlatform.system}
  );

  tagOf = tag: image: if tag == null then lib.head (lib.splitString "-" (baseNameOf image.outPath)) else tag;

  epoch = "1970-01-01T00:00:01Z";
  createdOf = created:
    if created == "now" then
      lib.warn "dockerTools: `created = \"now\"` would make another image at each build; it is taken as ${epoch}" epoch
    else created;

  # What all three builders say of an image, in one folder that `assemble.sh` reads.
  plan =
    { name, tag, fromImage, contents, config, created, architecture, uid, gid, maxLayers, extraCommands, copies }:
    let
      configFile = writeText "${baseNameOf name}-config.json" (builtins.toJSON (if config == null then { } else config));
      parts = lib.filter (part: part != null) (lib.toList contents);
    in
    runCommand "${baseNameOf name}-plan"
      {
        inherit configFile fromImage extraCommands;
        passAsFile = [ "extraCommands" ];
        # A path of the source tree becomes a store path like any other.
        parts = map (part: "${part}") parts;
        exportReferencesGraph = [ "graph" configFile ] ++ lib.concatLists
          (lib.imap0 (at: part: [ "graph-${toString at}" part ]) (map (part: "${part}") parts));
        description = builtins.toJSON {
          inherit created architecture maxLayers uid gid;
          name = lib.toLower name;
          tag = if tag == null then "" else tag;
        };
        copies = lib.optionalString copies "1";
        nativeBuildInputs = tools;
      } ''
      mkdir -p $out/root
      printf '%s' "$description" > $out/image.json
      cp $configFile $out/config.json
      # Folders are made anew, so that `/bin` is one folder whoever brings something for it.
      for part in $parts; do
        if [ -n "$copies" ]; then
          cp -a --no-preserve=ownership "$part/." $out/root/ 2> /dev/null || cp -a --no-preserve=ownership "$part" $out/root/
        else
          cp -rs --no-preserve=all "$part/." $out/root/
        fi
        chmod -R u+w $out/root
      done
      if [ -s "$extraCommandsPath" ]; then
        (cd $out/root; eval "$(cat "$extraCommandsPath")")
      fi
      if [ -n "$fromImage" ]; then ln -s "$fromImage" $out/from; fi
      drop=$configFile
      # What is copied into the root is not needed a second time, unless something refers to it.
      if [ -n "$copies" ]; then drop="$drop $parts"; fi
      awk -v drop="$drop" -f ${./order-paths.awk} graph* | sort | cut -d" " -f2 > $out/paths
    '';

  # Shared by what is built and by what is streamed. People wait for an image on a stage: quick before small.
  assemble = "${./assemble.sh}";

  buildWith = settings: arguments:
    let
      image = plan (planned settings // arguments);
      compress = { none = "cat"; gz = "gzip -1n"; zstd = "${buildPackages.zstd}/bin/zstd -T1"; }.${settings.compressor};
      suffix = { none = ""; gz = ".gz"; zstd = ".zst"; }.${settings.compressor};
      result = runCommand "docker-image-${baseNameOf settings.name}.tar${suffix}"
        {
          nativeBuildInputs = tools;
          passthru = settings.passthru // {
            imageName = lib.toLower settings.name;
            imageTag = tagOf settings.tag result;
            inherit (settings) fromImage;
            inherit image;
          };
        } ''
        tag=''${out#/nix/store/} bash ${assemble} ${image} | ${compress} > $out
      '';
    in
    result;

  unknown = function: known: args:
    let strange = lib.attrNames (removeAttrs args known); in
    if strange == [ ] then args
    else throw "dockerTools.${function} has no argument `${lib.head strange}` in pocketpkgs; it has ${lib.concatStringsSep ", " known}";

  common = [
    "name" "tag" "fromImage" "fromImageName" "fromImageTag" "contents" "copyToRoot" "config" "created" "architecture"
    "extraCommands" "compressor" "uid" "gid" "passthru" "meta" "mtime"
  ];

  settingsOf = args: {
    inherit (args) name;
    tag = args.tag or null;
    fromImage = args.fromImage or null;
    contents = lib.toList (args.copyToRoot or [ ]) ++ lib.toList (args.contents or [ ]);
    config = args.config or null;
    created = createdOf (args.created or epoch);
    architecture = args.architecture or architecture;
    extraCommands = args.extraCommands or "";
    compressor = args.compressor or "gz";
    passthru = args.passthru or { };
    uid = args.uid or 0;
    gid = args.gid or 0;
  };
  planned = settings: removeAttrs settings [ "compressor" "passthru" ];

  layeredNames = common ++ [ "maxLayers" "fakeRootCommands" "enableFakechroot" "includeStorePaths" "includeNixDB" ];
  layered = function: args:
    let checked = unknown function layeredNames args; in
    if (args.fakeRootCommands or "") != "" then throw "dockerTools.${function}: pocketpkgs has no `fakeRootCommands`; what needs no owner but root goes into `extraCommands`"
    else {
      settings = settingsOf checked;
      arguments = { maxLayers = args.maxLayers or 100; copies = false; };
    };
in
{
  # One layer above those of `fromImage`.
  buildImage = args:
    let
      checked = unknown "buildImage" (common ++ [ "runAsRoot" "keepContentsDirlinks" "diskSize" "buildVMMemorySize" ]) args;
      settings = settingsOf checked;
    in
    if (args.runAsRoot or null) != null then throw "dockerTools.buildImage: `runAsRoot` needs a virtual machine, which pocketpkgs has not; use `extraCommands`"
    else lib.makeOverridable (given: buildWith given { maxLayers = 1; copies = true; }) settings;

  # A layer for each of the store paths that most others need, so that images share them.
  buildLayeredImage = args:
    let given = layered "buildLayeredImage" args; in
    lib.makeOverridable (settings: buildWith settings given.arguments) given.settings;

  # A program that writes the same image to its output: nothing large is kept in the store.
  streamLayeredImage = args:
    let
      given = layered "streamLayeredImage" args;
      image = plan (planned given.settings // given.arguments);
      result = writeTextFile {
        name = "stream-${baseNameOf args.name}";
        executable = true;
        text = ''
          #!${runtimeShell}
          PATH=${lib.makeBinPath tools}
          tag=${if given.settings.tag == null then "\${0#/nix/store/}" else ""} exec bash ${assemble} ${image}
        '';
      } // {
        imageName = lib.toLower args.name;
        imageTag = tagOf given.settings.tag result;
        inherit image;
      } // given.settings.passthru;
    in
    result;

  # A base image. No build reaches a registry, so that it comes from a file, checked by its hash.
  pullImage =
    { imageName, src ? null, hash ? "", sha256 ? "", imageDigest ? null, finalImageName ? imageName, finalImageTag ? "latest"
    , name ? "docker-image-${baseNameOf imageName}-${finalImageTag}.tar", os ? "linux", arch ? architecture, tlsVerify ? true
    }:
    if src == null then
      throw "dockerTools.pullImage: no build reaches a registry; save ${imageName} to a file (`docker save` or `skopeo copy`) and write `src = ./image.tar;`"
    else
      let
        given = if hash != "" then hash else sha256;
        expected = if given == "" then "" else builtins.convertHash { hash = given; hashAlgo = "sha256"; toHashFormat = "base16"; };
      in
      runCommand "${name}.gz"
        {
          inherit src expected;
          nativeBuildInputs = tools;
          passthru = { imageName = finalImageName; imageTag = finalImageTag; };
        } ''
        found=$(sha256sum "$src" | cut -d' ' -f1)
        if [ -n "$expected" ] && [ "$expected" != "$found" ]; then
          echo "''${src#/nix/store/*-} has sha256 $found, not $expected"
          exit 1
        fi
        # Compressed, so that store paths in the image's files are not taken for what this file needs.
        case $(head -c 2 "$src" | od -An -tx1 | tr -d ' ') in
          1f8b) cp "$src" $out ;;
          *) gzip -1n < "$src" > $out ;;
        esac
        tar -tzf $out > names
        grep -qx '\(\./\)\?manifest.json' names || { echo "''${src#/nix/store/*-} is not an image as docker save writes it"; exit 1; }
      '';

  # What a root of nothing but store paths lacks, one by one.
  binSh = runCommand "bin-sh" { } "mkdir -p $out/bin; ln -s ${bash}/bin/bash $out/bin/sh";
  usrBinEnv = runCommand "usr-bin-env" { } "mkdir -p $out/usr/bin; ln -s ${coreutils}/bin/env $out/usr/bin/env";
  caCertificates = runCommand "ca-certificates" { } ''
    mkdir -p $out/etc/ssl/certs
    ln -s ${cacert}/etc/ssl/certs/ca-bundle.crt $out/etc/ssl/certs/ca-bundle.crt
    ln -s ${cacert}/etc/ssl/certs/ca-bundle.crt $out/etc/ssl/certs/ca-certificates.crt
  '';
  fakeNss = runCommand "fake-nss" { } ''
    mkdir -p $out/etc $out/var/empty
    printf '%s\n' 'root:x:0:0:root user:/var/empty:/bin/sh' 'nobody:x:65534:65534:nobody:/var/empty:/bin/sh' > $out/etc/passwd
    printf '%s\n' 'root:x:0:' 'nobody:x:65534:' > $out/etc/group
    echo 'hosts: files dns' > $out/etc/nsswitch.conf
  '';

  # What a deck that lists `dockerTools` has in its store.
  requires = tools ++ [ bash coreutils cacert ];
}
