{ lib }:
rec {
  addMetaAttrs = new: drv:
    if drv ? overrideAttrs then drv.overrideAttrs (old: { meta = (old.meta or { }) // new; })
    else drv // { meta = (drv.meta or { }) // new; };
  dontDistribute = addMetaAttrs { hydraPlatforms = [ ]; };
  setName = name: drv: drv // { inherit name; };
  updateName = f: drv: drv // { name = f drv.name; };
  appendToName = suffix: updateName (name:
    let parts = builtins.parseDrvName name; in
    "${parts.name}-${suffix}${lib.optionalString (parts.version != "") "-${parts.version}"}");

  # nix-env and buildEnv let the lower number win.
  setPrio = priority: addMetaAttrs { inherit priority; };
  lowPrio = setPrio 10;
  hiPrio = setPrio (-10);
  lowPrioSet = builtins.mapAttrs (_: v: if lib.isDerivation v then lowPrio v else v);
  hiPrioSet = builtins.mapAttrs (_: v: if lib.isDerivation v then hiPrio v else v);

  platformMatch = platform: pattern:
    if builtins.isString pattern then platform.system == pattern
    else lib.matchAttrs pattern platform || lib.matchAttrs pattern (platform.parsed or { });
  availableOn = platform: pkg:
    (!(pkg ? meta.platforms) || builtins.any (platformMatch platform) pkg.meta.platforms)
    && !builtins.any (platformMatch platform) (pkg.meta.badPlatforms or [ ]);

  getExe = pkg: getExe' pkg (
    pkg.meta.mainProgram or (lib.warn
      "getExe: package ${pkg.name or "?"} has no meta.mainProgram; its name is taken"
      (lib.getName pkg))
  );
  getExe' = pkg: program:
    if builtins.match ".*/.*" program != null then
      throw "getExe': the program ${builtins.toJSON program} is a path; use \"\${lib.getBin pkg}/...\" instead"
    else "${lib.getBin pkg}/bin/${program}";

  getLicenseFromSpdxId = id: getLicenseFromSpdxIdOr id (lib.warn
    "getLicenseFromSpdxId: no license matches the SPDX id ${id}"
    { shortName = id; });
  getLicenseFromSpdxIdOr = id: default:
    let
      known = lib.filter (l: lib.toLower (l.spdxId or "") == lib.toLower id) (builtins.attrValues lib.licenses);
    in
    if known == [ ] then default else builtins.head known;
}
