/** The remote's document; its script makes the rest. */
export const remotePage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="theme-color" content="#0c131f">
<title>Remote</title>
<link rel="stylesheet" href="/assets/remote.css">
</head>
<body class="page-remote">
<noscript>The remote needs JavaScript.</noscript>
<script type="module" src="/assets/remote.js"></script>
</body>
</html>
`;

/** Sent with the cookie: a page of ours goes on to the remote, so that a strict cookie goes with it from wherever it came. */
export const joinedPage = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/"><title>Remote</title></head>
<body><p><a href="/">Go on to the remote</a></p></body>
</html>
`;

/** For who has no token, or one that is spent. */
export const strangerPage = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Remote</title></head>
<body><p>This remote needs the code of the talk: open the speaker’s page, press <kbd>q</kbd>, and scan what it shows.</p></body>
</html>
`;
