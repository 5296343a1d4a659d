export declare function lockedPackages(): { readonly name: string; readonly version: string; readonly integrity: string; readonly tarball: string }[];
export declare function installedLicences(): Map<string, string>;
export declare function bill(): { readonly bomFormat: string; readonly specVersion: string; readonly components: readonly { readonly name: string; readonly version: string; readonly purl: string; readonly hashes?: readonly { readonly alg: string; readonly content: string }[]; readonly licenses?: readonly { readonly expression: string }[] }[] };
