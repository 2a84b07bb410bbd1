{ lib }:
let
  cpus = {
    x86_64 = { bits = 64; family = "x86"; linux = "x86_64"; qemu = "x86_64"; go = "amd64"; rust = "x86_64"; efi = "x64"; };
    i686 = { bits = 32; family = "x86"; linux = "i386"; qemu = "i386"; go = "386"; rust = "i686"; efi = "ia32"; };
    aarch64 = { bits = 64; family = "arm"; linux = "arm64"; qemu = "aarch64"; go = "arm64"; rust = "aarch64"; efi = "aa64"; };
    armv7l = { bits = 32; family = "arm"; linux = "arm"; qemu = "arm"; go = "arm"; rust = "armv7"; efi = "arm"; };
    armv6l = { bits = 32; family = "arm"; linux = "arm"; qemu = "arm"; go = "arm"; rust = "arm"; efi = "arm"; };
    riscv64 = { bits = 64; family = "riscv"; linux = "riscv"; qemu = "riscv64"; go = "riscv64"; rust = "riscv64gc"; efi = "riscv64"; };
    powerpc64le = { bits = 64; family = "power"; linux = "powerpc"; qemu = "ppc64le"; go = "ppc64le"; rust = "powerpc64le"; efi = ""; };
    s390x = { bits = 64; family = "s390"; linux = "s390"; qemu = "s390x"; go = "s390x"; rust = "s390x"; efi = ""; };
    wasm32 = { bits = 32; family = "wasm"; linux = "wasm32"; qemu = "wasm32"; go = "wasm"; rust = "wasm32"; efi = ""; };
  };

  # A config has two to four parts; a system only two.
  parse = text:
    let
      parts = lib.splitString "-" text;
      n = builtins.length parts;
      cpu = builtins.head parts;
      words = builtins.tail parts;
      isMac = builtins.any (w: lib.hasPrefix "darwin" w || w == "apple") words;
      kernel =
        if isMac then "darwin"
        else if builtins.elem "freebsd" words then "freebsd"
        else if builtins.any (w: builtins.elem w [ "windows" "mingw32" ]) words then "windows"
        else if builtins.elem "wasi" words then "wasi"
        else if builtins.elem "linux" words then "linux"
        else "none";
      abi = if n < 3 then null else lib.last parts;
    in
    { cpu = if cpu == "arm64" then "aarch64" else cpu; inherit kernel abi; };

  elaborate = given:
    let
      from = if builtins.isString given then { system = given; } else given;
      p = parse (from.config or from.system or (throw "systems.elaborate: neither `system` nor `config` is given"));
      cpu = cpus.${p.cpu} or (throw "systems.elaborate: unknown cpu `${p.cpu}`");
      isLinux = p.kernel == "linux";
      isDarwin = p.kernel == "darwin";
      isArm = cpu.family == "arm";
      isMusl = p.abi != null && lib.hasPrefix "musl" p.abi;
      vendor = if isDarwin then "apple" else if isLinux then "unknown" else "unknown";
      abiName =
        if !isLinux then "unknown"
        else if isMusl then p.abi
        else if p.cpu == "armv7l" || p.cpu == "armv6l" then "gnueabihf"
        else "gnu";
      system = "${p.cpu}-${p.kernel}";
      final = {
        inherit system;
        config = if isDarwin then "${if p.cpu == "aarch64" then "arm64" else p.cpu}-apple-darwin" else "${p.cpu}-${vendor}-${p.kernel}${lib.optionalString isLinux "-${abiName}"}";
        parsed = {
          _type = "system";
          cpu = {
            name = p.cpu;
            inherit (cpu) bits family;
            significantByte = { name = if p.cpu == "s390x" then "bigEndian" else "littleEndian"; };
          };
          vendor.name = vendor;
          kernel.name = p.kernel;
          abi.name = abiName;
        };
        linuxArch = cpu.linux;
        qemuArch = cpu.qemu;
        efiArch = cpu.efi;
        go = { GOARCH = cpu.go; GOOS = if p.kernel == "none" then "linux" else p.kernel; };
        rust = rec {
          rustcTarget = if isDarwin then "${cpu.rust}-apple-darwin" else "${cpu.rust}-unknown-linux-${abiName}";
          rustcTargetSpec = rustcTarget;
          cargoShortTarget = rustcTarget;
        };
        uname = {
          system = if isLinux then "Linux" else if isDarwin then "Darwin" else p.kernel;
          processor = p.cpu;
          release = null;
        };
        libc = if isDarwin then "libSystem" else if isMusl then "musl" else if isLinux then "glibc" else "none";
        extensions = rec {
          sharedLibrary = if isDarwin then ".dylib" else ".so";
          staticLibrary = ".a";
          library = sharedLibrary;
          executable = lib.optionalString (p.kernel == "windows") ".exe";
        };
        inherit isLinux isDarwin isMusl;
        isGnu = isLinux && !isMusl;
        isMacOS = isDarwin;
        isUnix = isLinux || isDarwin || p.kernel == "freebsd";
        isBSD = p.kernel == "freebsd" || isDarwin;
        isFreeBSD = p.kernel == "freebsd";
        isWindows = p.kernel == "windows";
        isCygwin = false;
        isMinGW = p.kernel == "windows";
        isWasm = cpu.family == "wasm";
        isWasi = p.kernel == "wasi";
        isNone = p.kernel == "none";
        isGhcjs = false;
        isAndroid = false;
        isStatic = from.isStatic or false;
        isx86 = cpu.family == "x86";
        isx86_64 = p.cpu == "x86_64";
        isx86_32 = p.cpu == "i686";
        isi686 = p.cpu == "i686";
        isAarch = isArm;
        isAarch32 = isArm && cpu.bits == 32;
        isAarch64 = p.cpu == "aarch64";
        isArmv7 = p.cpu == "armv7l";
        isRiscV = cpu.family == "riscv";
        isRiscV64 = p.cpu == "riscv64";
        isRiscV32 = false;
        isPower = cpu.family == "power";
        isPower64 = cpu.family == "power";
        isS390x = p.cpu == "s390x";
        isMips = false;
        isLoongArch64 = false;
        is32bit = cpu.bits == 32;
        is64bit = cpu.bits == 64;
        isLittleEndian = p.cpu != "s390x";
        isBigEndian = p.cpu == "s390x";
        isCompatible = other: other.system == system;
        canExecute = other:
          other.system == system || (system == "x86_64-linux" && other.system == "i686-linux");
        hasSharedLibraries = true;
        useLLVM = false;
        linker = "bfd";
      };
    in
    final // removeAttrs from [ "system" "config" ];

  linux = map (c: "${c}-linux") [ "x86_64" "aarch64" "i686" "armv7l" "armv6l" "riscv64" "powerpc64le" "s390x" ];
  darwin = [ "x86_64-darwin" "aarch64-darwin" ];
  freebsd = [ "x86_64-freebsd" ];
  windows = [ "x86_64-windows" "i686-windows" ];
  every = linux ++ darwin ++ freebsd ++ windows;
  byCpu = names: builtins.filter (s: builtins.elem (builtins.head (lib.splitString "-" s)) names) every;
in
rec {
  inherit elaborate;
  equals = a: b: a.system == b.system && a.config == b.config;
  toLosslessStringMaybe = x: if builtins.isString x then x else x.system or null;
  parse = { mkSystemFromString = text: (elaborate text).parsed; doubleFromSystem = s: "${s.cpu.name}-${s.kernel.name}"; };
  doubles = { inherit linux darwin freebsd windows; all = every; unix = linux ++ darwin ++ freebsd; };
  flakeExposed = [
    "x86_64-linux"
    "aarch64-linux"
    "x86_64-darwin"
    "armv6l-linux"
    "armv7l-linux"
    "i686-linux"
    "aarch64-darwin"
    "powerpc64le-linux"
    "riscv64-linux"
    "x86_64-freebsd"
  ];
  examples = {
    gnu64.config = "x86_64-unknown-linux-gnu";
    gnu32.config = "i686-unknown-linux-gnu";
    musl64.config = "x86_64-unknown-linux-musl";
    aarch64-multiplatform.config = "aarch64-unknown-linux-gnu";
    aarch64-multiplatform-musl.config = "aarch64-unknown-linux-musl";
    armv7l-hf-multiplatform.config = "armv7l-unknown-linux-gnueabihf";
    riscv64.config = "riscv64-unknown-linux-gnu";
    aarch64-darwin.config = "arm64-apple-darwin";
    x86_64-darwin.config = "x86_64-apple-darwin";
  };
  inspect = { };
  platforms = {
    inherit linux darwin freebsd windows;
    all = every;
    none = [ ];
    unix = linux ++ darwin ++ freebsd;
    gnu = linux;
    bsd = freebsd;
    x86_64 = byCpu [ "x86_64" ];
    x86 = byCpu [ "x86_64" "i686" ];
    i686 = byCpu [ "i686" ];
    aarch64 = byCpu [ "aarch64" ];
    aarch = byCpu [ "aarch64" "armv7l" "armv6l" ];
    arm = byCpu [ "armv7l" "armv6l" ];
    riscv = byCpu [ "riscv64" ];
    riscv64 = byCpu [ "riscv64" ];
    "64bit" = byCpu [ "x86_64" "aarch64" "riscv64" "powerpc64le" "s390x" ];
    littleEndian = byCpu [ "x86_64" "aarch64" "i686" "armv7l" "armv6l" "riscv64" "powerpc64le" ];
  };
}
