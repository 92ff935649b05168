@echo off
rem Runs the Maven that .mvn\wrapper\maven-wrapper.properties names; brings it first if it is not there.
rem Looked for, in this order: the user's wrapper folder, an installed mvn that can fetch it, the archive.
rem MAVEN_USER_HOME changes the folder (default %USERPROFILE%\.m2), JAVA_HOME the Java.
setlocal EnableExtensions DisableDelayedExpansion

set "PROJECT=%~dp0"
set "PROPERTIES=%PROJECT%.mvn\wrapper\maven-wrapper.properties"
if not exist "%PROPERTIES%" (
  echo mvnw: "%PROPERTIES%" is missing: this copy of the project is not whole 1>&2
  exit /b 1
)
for /f "usebackq eol=# tokens=1,* delims==" %%A in ("%PROPERTIES%") do set "%%A=%%B"

if defined JAVA_HOME goto javaHome
where javac >nul 2>&1 && goto javaFound
echo mvnw: no Java with a compiler: install a JDK 17 or newer, or set JAVA_HOME to one 1>&2
exit /b 1
:javaHome
if exist "%JAVA_HOME%\bin\javac.exe" goto javaFound
echo mvnw: JAVA_HOME is "%JAVA_HOME%", which holds no bin\javac.exe: point it at a JDK 17 or newer, or unset it 1>&2
exit /b 1
:javaFound

set "USER_HOME=%MAVEN_USER_HOME%"
if not defined USER_HOME set "USER_HOME=%USERPROFILE%\.m2"
set "SHELF=%USER_HOME%\wrapper\dists\apache-maven-%mavenVersion%-bin\%distributionSha512Sum:~0,16%"
set "MAVEN=%SHELF%\apache-maven-%mavenVersion%"
if exist "%MAVEN%\bin\mvn.cmd" goto run

set "WORK=%SHELF%\unpacking-%RANDOM%%RANDOM%"
mkdir "%WORK%" 2>nul
if not exist "%WORK%\" (
  echo mvnw: cannot write to "%SHELF%": set MAVEN_USER_HOME to a folder that can be written 1>&2
  exit /b 1
)
echo Bringing Maven %mavenVersion% (once) ... 1>&2

where mvn >nul 2>&1 || goto download
pushd "%WORK%"
call mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy "-Dartifact=org.apache.maven:apache-maven:%mavenVersion%:zip:bin" "-DoutputDirectory=%WORK%" "-Dmdep.stripVersion=true" >"%WORK%\mvn.log" 2>&1
popd
if exist "%WORK%\apache-maven-bin.zip" move /y "%WORK%\apache-maven-bin.zip" "%WORK%\maven.zip" >nul
:download
if exist "%WORK%\maven.zip" goto unpack
powershell -NoProfile -NonInteractive -Command "$ProgressPreference='SilentlyContinue'; [Net.ServicePointManager]::SecurityProtocol='Tls12'; Invoke-WebRequest -UseBasicParsing -Uri $env:distributionUrl -OutFile ($env:WORK + '\maven.zip')"
if exist "%WORK%\maven.zip" goto unpack
echo mvnw: could not fetch Maven %mavenVersion% from %distributionUrl%. Offline, unpack that file into "%SHELF%" 1>&2
goto failed

:unpack
powershell -NoProfile -NonInteractive -Command "$ProgressPreference='SilentlyContinue'; $found=(Get-FileHash -Algorithm SHA512 -LiteralPath ($env:WORK + '\maven.zip')).Hash; if ($found -ne $env:distributionSha512Sum) { Write-Error ('mvnw: what came has the SHA-512 ' + $found + ' instead of ' + $env:distributionSha512Sum + ': it is not used'); exit 1 }; Expand-Archive -LiteralPath ($env:WORK + '\maven.zip') -DestinationPath ($env:WORK + '\unpacked')"
if errorlevel 1 goto failed
rem One rename puts it in place; of two at once, the second finds the first one's.
if not exist "%MAVEN%\bin\mvn.cmd" move "%WORK%\unpacked\apache-maven-%mavenVersion%" "%SHELF%" >nul 2>&1
if not exist "%MAVEN%\bin\mvn.cmd" (
  echo mvnw: could not move Maven %mavenVersion% to "%MAVEN%" 1>&2
  goto failed
)
rmdir /s /q "%WORK%"

:run
"%MAVEN%\bin\mvn.cmd" %*
exit /b %ERRORLEVEL%

:failed
rmdir /s /q "%WORK%" 2>nul
exit /b 1
