# [ ] when every function of lib gives what the manual says; throws with what differs otherwise.
{ lib ? import ../lib }:
let
  fails = v: !(builtins.tryEval (builtins.deepSeq v v)).success;
  drv = name: outputs: { type = "derivation"; inherit name; outputs = outputs; outPath = "/${name}"; }
    // lib.genAttrs outputs (o: { type = "derivation"; outPath = "/${name}-${o}"; });
  t = name: expr: expected: { inherit name expr expected; };

  tests = [
    (t "pipe" (lib.pipe 2 [ (x: x + 1) (x: x * 2) ]) 6)
    (t "flip" (lib.flip lib.sub 1 3) 2)
    (t "mod" (lib.mod 7 3) 1)
    (t "minMax" [ (lib.min 1 2) (lib.max 1 2) ] [ 1 2 ])
    (t "toHexString" (lib.toHexString 250) "FA")
    (t "fromHexString" (lib.fromHexString "0xFf") 255)
    (t "throwIf" (fails (lib.throwIf true "no" 1)) true)
    (t "warnIf" (lib.warnIf false "no" 1) 1)
    (t "functionArgs" (lib.functionArgs (lib.setFunctionArgs (x: x) { a = true; })) { a = true; })
    (t "release" lib.trivial.release "25.05")
    (t "compare" (lib.compare 1 2) (-1))

    (t "extends" (lib.fix (lib.extends (final: prev: { a = prev.a + 1; c = final.b; }) (self: { a = 1; b = self.a; }))) { a = 2; b = 2; c = 2; })
    (t "composeExtensions"
      (lib.fix (lib.extends (lib.composeExtensions (_: prev: { a = prev.a + 1; }) (_: prev: { a = prev.a * 10; })) (_: { a = 1; })))
      { a = 20; })
    (t "composeManyExtensions" (lib.composeManyExtensions [ (_: _: { a = 1; }) (_: p: { b = p.a; }) ] { } { }) { a = 1; b = 1; })
    (t "makeExtensible" ((lib.makeExtensible (s: { a = 1; b = s.a; })).extend (_: _: { a = 5; })).b 5)

    (t "foldr" (lib.foldr (x: acc: "${x}${acc}") "." [ "a" "b" ]) "ab.")
    (t "foldl" (lib.foldl (acc: x: "${acc}${x}") "." [ "a" "b" ]) ".ab")
    (t "flatten" (lib.flatten [ 1 [ 2 [ 3 ] ] [ ] ]) [ 1 2 3 ])
    (t "optionals" (lib.optionals false [ 1 ] ++ lib.optional true 2) [ 2 ])
    (t "range" (lib.range 2 4 ++ lib.range 4 2) [ 2 3 4 ])
    (t "unique" (lib.unique [ 3 1 3 2 1 ]) [ 3 1 2 ])
    (t "ends" [ (lib.last [ 1 2 ]) (lib.init [ 1 2 ]) (lib.head [ 1 2 ]) (lib.tail [ 1 2 ]) ] [ 2 [ 1 ] 1 [ 2 ] ])
    (t "takeDrop" [ (lib.take 2 [ 1 2 3 ]) (lib.drop 2 [ 1 2 3 ]) (lib.take 9 [ 1 ]) (lib.drop 9 [ 1 ]) (lib.sublist 1 1 [ 1 2 3 ]) ]
      [ [ 1 2 ] [ 3 ] [ 1 ] [ ] [ 2 ] ])
    (t "imap" (lib.imap0 (i: x: "${toString i}${x}") [ "a" "b" ] ++ lib.imap1 (i: _: i) [ "a" ]) [ "0a" "1b" 1 ])
    (t "partition" (lib.partition (x: x > 1) [ 1 2 3 ]) { right = [ 2 3 ]; wrong = [ 1 ]; })
    (t "zipLists" (lib.zipLists [ 1 2 ] [ "a" ]) [ { fst = 1; snd = "a"; } ])
    (t "toList" (lib.toList 1 ++ lib.toList [ 2 ]) [ 1 2 ])
    (t "count" (lib.count (x: x > 1) [ 1 2 3 ]) 2)
    (t "findFirst" [ (lib.findFirst (x: x > 1) 0 [ 1 2 3 ]) (lib.findFirst (x: x > 9) 0 [ 1 ]) ] [ 2 0 ])
    (t "findSingle" (lib.findSingle (x: x > 1) 0 "many" [ 1 2 3 ]) "many")
    (t "naturalSort" (lib.naturalSort [ "disk11" "disk8" "disk100" "disk9" ]) [ "disk8" "disk9" "disk11" "disk100" ])
    (t "sortOn" (lib.sortOn lib.stringLength [ "aa" "b" "cccc" ]) [ "b" "aa" "cccc" ])
    (t "reverseList" (lib.reverseList [ 1 2 3 ]) [ 3 2 1 ])
    (t "sets" [ (lib.intersectLists [ 1 2 3 ] [ 6 3 2 ]) (lib.subtractLists [ 3 2 ] [ 1 2 3 4 ]) ] [ [ 3 2 ] [ 1 4 ] ])
    (t "groupBy" (lib.groupBy (x: if x > 1 then "big" else "small") [ 1 2 3 ]) { big = [ 2 3 ]; small = [ 1 ]; })
    (t "groupBy'" (lib.groupBy' lib.add 0 (x: if x > 1 then "big" else "small") [ 1 2 3 ]) { big = 5; small = 1; })
    (t "mutuallyExclusive" (lib.mutuallyExclusive [ 1 ] [ 2 ]) true)
    (t "toposort" (lib.toposort (a: b: a < b) [ 3 2 1 ]) { result = [ 1 2 3 ]; })
    (t "toposortCycle" ((lib.toposort (a: b: true) [ 1 2 ]) ? cycle) true)
    (t "replicate" (lib.replicate 2 "a") [ "a" "a" ])
    (t "remove" (lib.remove 3 [ 1 3 4 3 ]) [ 1 4 ])
    (t "crossLists" (lib.lists.crossLists (x: y: "${toString x}${toString y}") [ [ 1 2 ] [ 3 4 ] ]) [ "13" "14" "23" "24" ])
    (t "listPrefix" (lib.lists.removePrefix [ 1 ] [ 1 2 ]) [ 2 ])

    (t "attrByPath" [ (lib.attrByPath [ "a" "b" ] 6 { a.b = 3; }) (lib.attrByPath [ "z" ] 6 { }) ] [ 3 6 ])
    (t "hasAttrByPath" [ (lib.hasAttrByPath [ "a" "b" ] { a.b = 1; }) (lib.hasAttrByPath [ "a" "c" ] { a.b = 1; }) ] [ true false ])
    (t "setAttrByPath" (lib.setAttrByPath [ "a" "b" ] 3) { a.b = 3; })
    (t "getAttrFromPath" (lib.getAttrFromPath [ "a" "b" ] { a.b = 3; }) 3)
    (t "genAttrs" (lib.genAttrs [ "a" "b" ] (n: "x${n}")) { a = "xa"; b = "xb"; })
    (t "mapAttrs'" (lib.mapAttrs' (n: v: lib.nameValuePair "p_${n}" v) { a = 1; }) { p_a = 1; })
    (t "mapAttrsToList" (lib.mapAttrsToList (n: v: "${n}${toString v}") { b = 2; a = 1; }) [ "a1" "b2" ])
    (t "mapAttrsRecursive" (lib.mapAttrsRecursive (p: v: lib.concatStringsSep "." p + v) { a.b = "!"; }) { a.b = "a.b!"; })
    (t "filterAttrs" (lib.filterAttrs (n: v: n == "a" || v == 3) { a = 1; b = 2; c = 3; }) { a = 1; c = 3; })
    (t "filterAttrsRecursive" (lib.filterAttrsRecursive (_: v: v != null) { a.b = null; a.c = 1; }) { a.c = 1; })
    (t "recursiveUpdate" (lib.recursiveUpdate { a.b = 1; a.c = 2; d = 1; } { a.b = 3; d.e = 1; }) { a.b = 3; a.c = 2; d.e = 1; })
    (t "recursiveUpdateUntil"
      (lib.recursiveUpdateUntil (path: _: _: path == [ "foo" ]) { foo.bar = 1; foo.baz = 2; bar.x = 1; } { foo.bar = 1; bar.y = 2; })
      { foo.bar = 1; bar = { x = 1; y = 2; }; })
    (t "catAttrs" (lib.catAttrs "a" [ { a = 1; } { b = 0; } { a = 2; } ]) [ 1 2 ])
    (t "attrVals" (lib.attrVals [ "a" ] { a = 1; b = 2; }) [ 1 ])
    (t "zipAttrs" (lib.zipAttrs [ { a = 1; } { a = 2; b = 3; } ]) { a = [ 1 2 ]; b = [ 3 ]; })
    (t "zipAttrsWithNames" (lib.zipAttrsWithNames [ "a" ] (_: v: v) [ { a = 1; } { a = 2; b = 3; } ]) { a = [ 1 2 ]; })
    (t "foldlAttrs" (lib.foldlAttrs (acc: n: v: acc + n + v) "" { a = "1"; b = "2"; }) "a1b2")
    (t "foldAttrs" (lib.foldAttrs (x: acc: [ x ] ++ acc) [ ] [ { a = 2; b = 7; } { a = 3; } ]) { a = [ 2 3 ]; b = [ 7 ]; })
    (t "concatMapAttrs" (lib.concatMapAttrs (n: v: { ${n} = v; "${n}${v}" = v; }) { x = "a"; }) { x = "a"; xa = "a"; })
    (t "mergeAttrsList" (lib.mergeAttrsList [ { a = 1; } { b = 2; } { a = 3; } ]) { a = 3; b = 2; })
    (t "cartesianProduct" (lib.cartesianProduct { a = [ 1 2 ]; b = [ 10 20 ]; })
      [ { a = 1; b = 10; } { a = 1; b = 20; } { a = 2; b = 10; } { a = 2; b = 20; } ])
    (t "collect" (lib.collect lib.isList { a.b = [ 1 ]; c = [ 2 ]; }) [ [ 1 ] [ 2 ] ])
    (t "updateManyAttrsByPath"
      (lib.updateManyAttrsByPath [
        { path = [ "a" "b" ]; update = old: { d = old.c; }; }
        { path = [ "a" "b" "c" ]; update = old: old + 1; }
        { path = [ "x" "y" ]; update = _: "xy"; }
      ] { a.b.c = 0; })
      { a = { b = { d = 1; }; }; x = { y = "xy"; }; })
    (t "isDerivation" [ (lib.isDerivation { type = "derivation"; }) (lib.isDerivation 1) ] [ true false ])
    (t "outputs"
      (map toString [ (lib.getBin (drv "p" [ "out" "bin" ])) (lib.getDev (drv "p" [ "out" ])) (lib.getLib (drv "p" [ "out" "lib" ])) (lib.getOutput "doc" (drv "p" [ "out" ])) ])
      [ "/p-bin" "/p-out" "/p-lib" "/p-out" ])
    (t "matchAttrs" (lib.matchAttrs { a.b = 1; } { a = { b = 1; c = 2; }; }) true)
    (t "recurseIntoAttrs" (lib.recurseIntoAttrs { }).recurseForDerivations true)
    (t "overrideExisting" (lib.overrideExisting { a = 1; } { a = 2; b = 3; }) { a = 2; })

    (t "concatMapStringsSep" (lib.concatMapStringsSep "-" lib.toUpper [ "a" "b" ]) "A-B")
    (t "concatLines" (lib.concatLines [ "a" "b" ]) "a\nb\n")
    (t "intersperse" (lib.intersperse "/" [ "a" "b" "c" ]) [ "a" "/" "b" "/" "c" ])
    (t "makeBinPath" (lib.makeBinPath [ "/root" "/usr" null ]) "/root/bin:/usr/bin")
    (t "makeSearchPathOutput" (lib.makeSearchPathOutput "dev" "include" [ (drv "p" [ "out" "dev" ]) ]) "/p-dev/include")
    (t "prefix" [ (lib.hasPrefix "fo" "foo") (lib.hasSuffix "oo" "foo") (lib.hasInfix "b.r" "bar") (lib.hasSuffix "foobar" "bar") ] [ true true false false ])
    (t "remove affix" [ (lib.removePrefix "f" "foo") (lib.removeSuffix "o" "foo") (lib.removeSuffix "x" "foo") ] [ "oo" "fo" "foo" ])
    (t "splitString" (lib.splitString "." "a.b..c") [ "a" "b" "" "c" ])
    (t "splitStringEmpty" (lib.splitString "/" "/usr/local/") [ "" "usr" "local" "" ])
    (t "escape" (lib.escape [ "(" ")" ] "(foo)") "\\(foo\\)")
    (t "escapeShellArg" (map lib.escapeShellArg [ "esc'ape\nme" "plain/path:1" "" 3 ]) [ "'esc'\\''ape\nme'" "plain/path:1" "''" "3" ])
    (t "escapeShellArgs" (lib.escapeShellArgs [ "one" "two three" ]) "one 'two three'")
    (t "toShellVars" (lib.toShellVars { a = "x y"; b = [ 1 "c d" ]; c.k = "v"; }) "a='x y'\ndeclare -a b=(1 'c d')\ndeclare -A c=([k]=v)")
    (t "escapeNixString" (lib.escapeNixString "hello\${}\n") "\"hello\\\${}\\n\"")
    (t "escapeNixIdentifier" (map lib.escapeNixIdentifier [ "hello" "0abc" "if" ]) [ "hello" "\"0abc\"" "\"if\"" ])
    (t "escapeRegex" (lib.escapeRegex "[^a-z]*") "\\[\\^a-z]\\*")
    (t "escapeURL" (lib.escapeURL "a b/ü") "a%20b%2Fü")
    (t "case" [ (lib.toLower "HoMe") (lib.toUpper "home") (lib.toSentenceCase "hOME") ] [ "home" "HOME" "Home" ])
    (t "chars" (lib.stringAsChars (c: if c == "a" then "i" else c) "nax") "nix")
    (t "trim" [ (lib.trim "  a b \n") (lib.trim " ") (lib.strings.trimWith { start = true; } " a ") ] [ "a b" "" "a " ])
    (t "fixedWidthString" (lib.fixedWidthString 5 "0" "15") "00015")
    (t "versions" [ (lib.versionOlder "1.1" "1.2") (lib.versionAtLeast "1.1" "1.1") (lib.versions.majorMinor "1.2.3") (lib.versions.pad 3 "1.2-x") ] [ true true "1.2" "1.2.0-x" ])
    (t "names" [ (lib.getName "youtube-dl-2016.01.01") (lib.getVersion "youtube-dl-2016.01.01") (lib.getName { pname = "p"; }) ] [ "youtube-dl" "2016.01.01" "p" ])
    (t "nameFromURL" (lib.nameFromURL "https://example.org/a/nix-1.7-x86.tar.bz2" ".") "nix-1")
    (t "sanitizeDerivationName" [ (lib.sanitizeDerivationName "../hello.bar # foo") (lib.sanitizeDerivationName "") ] [ "-hello.bar-foo" "unknown" ])
    (t "toInt" [ (lib.toInt "1337") (lib.toInt " -4 ") (lib.toIntBase10 "0070") (fails (lib.toInt "007")) (fails (lib.toInt "x")) ] [ 1337 (-4) 70 true true ])
    (t "boolToString" (lib.boolToString true) "true")
    (t "features" [ (lib.enableFeature true "x") (lib.withFeatureAs true "x" "y") (lib.cmakeFeature "A" "b") (lib.cmakeBool "C" false) (lib.mesonEnable "m" true) ]
      [ "--enable-x" "--with-x=y" "-DA:STRING=b" "-DC:BOOL=FALSE" "-Dm=enabled" ])
    (t "levenshtein" (lib.levenshtein "kitten" "sitting") 3)
    (t "isStorePath" (lib.isStorePath "${builtins.storeDir}/d945ibfx9x185xf04b890y4f9g3cbb63-python-2.7.11") true)
    (t "commonPrefixLength" (lib.strings.commonPrefixLength "foobar" "foobaz") 5)

    (t "toINI" (lib.generators.toINI { } { foo = { hi = "hello"; ho = 1; }; bar.x = true; }) "[bar]\nx=true\n\n[foo]\nhi=hello\nho=1\n")
    (t "toKeyValue" (lib.generators.toKeyValue { } { a = 1; b = "c"; }) "a=1\nb=c\n")
    (t "toJSON" (lib.generators.toJSON { } { a = [ 1 ]; }) "{\"a\":[1]}")
    (t "toPretty" (lib.generators.toPretty { multiline = false; } { a = [ 1 "x" null ]; b = true; }) "{ a = [ 1 \"x\" null ]; b = true; }")
    (t "toGitINI" (lib.generators.toGitINI { user.name = "a"; }) "[user]\n\tname = \"a\"\n")
    (t "toGNUCommandLine" (lib.cli.toGNUCommandLine { } { data = "x"; X = "PUT"; retry = 3; url = [ "a" "b" ]; silent = false; verbose = true; n = null; })
      [ "-X" "PUT" "--data" "x" "--retry" "3" "--url" "a" "--url" "b" "--verbose" ])

    (t "makeOverridable" (((lib.makeOverridable ({ a, b }: { r = a + b; })) { a = 1; b = 2; }).override { a = 10; }).r 12)
    (t "callPackageWith" (lib.callPackageWith { a = 1; b = 2; } ({ a, b, c ? 3 }: { r = [ a b c ]; }) { b = 5; }).r [ 1 5 3 ])
    (t "callPackageOverride" ((lib.callPackageWith { a = 1; } ({ a }: { r = a; }) { }).override (old: { a = old.a + 1; })).r 2)
    (t "callPackageFunction" (lib.callPackageWith { a = 1; } ({ a }: b: a + b) { } 2) 3)
    (t "makeScope"
      (let
        scope = lib.makeScope (extra: lib.callPackageWith ({ outer = 1; } // extra)) (self: { a = self.callPackage ({ outer }: { r = outer; }) { }; b = self.callPackage ({ a }: { r = a.r + 1; }) { }; });
      in
      [ scope.b.r (scope.overrideScope (_: _: { a.r = 41; })).b.r ])
      [ 2 42 ])

    (t "systems" (let p = lib.systems.elaborate "x86_64-linux"; in [ p.system p.config p.isLinux p.isx86_64 p.linuxArch p.parsed.cpu.name ])
      [ "x86_64-linux" "x86_64-unknown-linux-gnu" true true "x86_64" "x86_64" ])
    (t "systemsCross" (let p = lib.systems.elaborate lib.systems.examples.aarch64-multiplatform; in [ p.system p.isAarch64 p.linuxArch p.go.GOARCH ])
      [ "aarch64-linux" true "arm64" "arm64" ])
    (t "systemsMac" (let p = lib.systems.elaborate "aarch64-darwin"; in [ p.isDarwin p.isLinux p.config ]) [ true false "arm64-apple-darwin" ])
    (t "platforms" (lib.elem "aarch64-linux" lib.platforms.linux && lib.elem "x86_64-darwin" lib.platforms.unix) true)
    (t "licenses" [ lib.licenses.mit.spdxId lib.licenses.unfree.free (lib.getLicenseFromSpdxId "GPL-3.0-only").shortName ] [ "MIT" false "gpl3Only" ])
    (t "getExe" (lib.getExe { type = "derivation"; outPath = "/p"; name = "p"; meta.mainProgram = "m"; }) "/p/bin/m")
    (t "assertMsg" (fails (assert lib.assertMsg false "no"; 1)) true)
    (t "runTests" (map (r: r.name) (lib.runTests { testA = { expr = 1; expected = 1; }; testB = { expr = 1; expected = 2; }; })) [ "testB" ])
    (t "path.append" (toString (lib.path.append /foo "bar/baz")) "/foo/bar/baz")
    (t "extend" (lib.extend (_: prev: { two = prev.const 2 { }; })).two 2)

    (t "fileset.toList"
      (map baseNameOf (lib.fileset.toList (lib.fileset.difference (lib.fileset.fileFilter (f: f.hasExt "nix") ../build-support/python) (lib.fileset.maybeMissing ./missing))))
      [ "default.nix" ])
    (t "fileset.toSource"
      (builtins.attrNames (builtins.readDir (lib.fileset.toSource {
        root = ../build-support;
        fileset = lib.fileset.unions [ ../build-support/mk-shell.nix (lib.fileset.fileFilter (f: f.hasExt "py") ../build-support) ];
      })))
      [ "mk-shell.nix" "python" ])
    (t "fileset.outside" (fails (toString (lib.fileset.toSource { root = ../stdenv; fileset = ../lib; }))) true)
    (t "cleanSource" (builtins.pathExists "${lib.cleanSource ../stdenv}/setup.sh") true)
    (t "cleanSourceWith"
      (builtins.attrNames (builtins.readDir (lib.cleanSourceWith { src = lib.cleanSource ../stdenv; filter = p: _: lib.hasSuffix ".sh" p; })))
      [ "default-builder.sh" "setup.sh" ])
    (t "sourceByRegex" (builtins.attrNames (builtins.readDir (lib.sourceByRegex ../stdenv [ "gen.*" ]))) [ "generic.nix" ])
  ];

  wrong = builtins.filter (one: one.expr != one.expected) tests;
in
if wrong == [ ] then [ ]
else throw "lib differs from the manual:\n${lib.concatMapStringsSep "\n" (one: "${one.name}: ${lib.generators.toPretty { multiline = false; } one.expr} instead of ${lib.generators.toPretty { multiline = false; } one.expected}") wrong}"
