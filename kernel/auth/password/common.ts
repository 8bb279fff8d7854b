/** Passwords that are tried first, in lower case; a word of letters also stands for itself with figures behind it. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `
  1234567890 0123456789 0987654321 9876543210 12345678910 123456789a a123456789 1q2w3e4r5t 1qaz2wsx3edc 1qazxsw23edc
  q1w2e3r4t5 qazwsxedcrfv zaq12wsxcde3 qwertyuiop qwertyuiop123 qwerty qwert asdfghjkl asdfghjkl1 zxcvbnm zxcvbnm123
  asdf qwer zxcv password passw0rd p@ssw0rd p@ssword password123 password1234 password12345 p@ssw0rd123 p@ssword123
  pass passwd admin admin123456 admin12345 administrator root rootroot123 welcome welcome123 welcome1234 letmein
  letmein1234 iloveyou iloveyou123 iloveyou520 woaini woaini1314 woaini520 woaini5201314 wo5201314 5201314520
  5201314woaini aini1314520 changeme changeme123 default guest master monkey dragon sunshine princess football baseball
  superman batman trustno1 whatever computer internet michael jordan hello hello12345 hello123456 test test123456
  testtest123 secret secret1234 login abc abcd abcabc abc123456 abc1234567 abc12345678 abc123456789 abcd123456 abcd12345
  aa123456789 aa12345678 aaa123456789 qq123456789 qq123456 wang123456 zhang123456 li123456789 china china123456
  zhongguo zhongguo123 beijing chongqing chongqing123 zhiqing zhiqing123 mima mima123456 nihao nihao123456
  147258369 1472583690 147852369 1478523690 159357 741852963 7418529630 1314520520 13145201314 1111111111 0000000000
  6666666666 8888888888 88888888888 123123123123 1231231231 123321123321 112233445566 1122334455 11223344556
  5555555555 9999999999 123456qwerty qwerty123456 qwerty1234 qwerty12345 qwer123456 qwer12345678 asd123456789
  asdasd123456 zxc123456789 1234qwerasdf 1234qwer 1a2b3c4d5e a1b2c3d4e5 google microsoft samsung huawei xiaomi
  `
    .trim()
    .split(/\s+/),
)
